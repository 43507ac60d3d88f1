// The data files of the catalogue, compiled into the program. Each function stores the length in bytes and returns the
// first byte.
#include <stddef.h>

const unsigned char *catalogue_chips(size_t *length);
const unsigned char *catalogue_models(size_t *length);
const unsigned char *catalogue_parameters(size_t *length);
const unsigned char *catalogue_inference_parameters(size_t *length);
