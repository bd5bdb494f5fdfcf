// The one name that driehoek-seal.so is asked for; agreement/seal_module.cc asks.
#include "agreement/sealed_pdf.h"

// A name of C, so that it can be looked up. Both sides are built together, by one compiler.
extern "C" __attribute__((visibility("default"))) void driehoek_seal_pdf(
    const driehoek::agreement::SealRequest* request, const driehoek::agreement::SealingKey* key,
    absl::StatusOr<std::string>* sealed) {
  *sealed = driehoek::agreement::SealPdf(*request, *key);
}
