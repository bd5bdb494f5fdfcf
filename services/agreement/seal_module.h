// What draws and seals PDFs, as a file of its own that is loaded when the first agreement is
// signed: cairo, pango, qpdf and what they bring take 5 MB that a server without signatures need
// not hold.
#pragma once

#include <memory>
#include <string>

#include "absl/base/call_once.h"
#include "absl/status/statusor.h"
#include "agreement/sealed_pdf.h"

namespace driehoek::agreement {

// `driehoek-seal.so` in the folder of the running program.
std::string SealModuleFile();

// Thread-safe.
class SealModule {
 public:
  // FAILED_PRECONDITION / SEAL_MODULE_MISSING when `file` cannot be read: better at the start than
  // at the first signature.
  static absl::StatusOr<std::shared_ptr<SealModule>> Find(const std::string& file);

  explicit SealModule(std::string file) : file_(std::move(file)) {}

  // As SealPdf. INTERNAL / SEAL_MODULE_UNUSABLE when the file is not the module of this
  // release.
  absl::StatusOr<std::string> Seal(const SealRequest& request, const SealingKey& key);

 private:
  using Entry = void (*)(const SealRequest*, const SealingKey*, absl::StatusOr<std::string>*);

  const std::string file_;
  absl::once_flag loaded_;
  Entry entry_ = nullptr;
  std::string why_not_;  // when it did not load
};

}  // namespace driehoek::agreement
