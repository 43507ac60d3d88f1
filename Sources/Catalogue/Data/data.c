#include "CCatalogueData.h"

static const unsigned char chips[] = {
#embed "chips.csv"
};
static const unsigned char models[] = {
#embed "models.json"
};
static const unsigned char parameters[] = {
#embed "parameters.json"
};
static const unsigned char inference_parameters[] = {
#embed "inference-parameters.json"
};

const unsigned char *catalogue_chips(size_t *length) {
    *length = sizeof chips;
    return chips;
}

const unsigned char *catalogue_models(size_t *length) {
    *length = sizeof models;
    return models;
}

const unsigned char *catalogue_parameters(size_t *length) {
    *length = sizeof parameters;
    return parameters;
}

const unsigned char *catalogue_inference_parameters(size_t *length) {
    *length = sizeof inference_parameters;
    return inference_parameters;
}
