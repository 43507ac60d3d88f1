// swift-format-ignore-file
// Made by `scripts/zones` from the IANA tz database 2025b (public domain). Do not edit; run the script again.

/// The tz database as text. How a row reads is told in `scripts/zones`.
enum ZoneTable {
    static let version = "2025b"

    static let pages = [page1, page2]
}
