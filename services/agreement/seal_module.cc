#include "agreement/seal_module.h"

#include <dlfcn.h>
#include <unistd.h>

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {

std::string SealModuleFile() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored)
      .replace_filename("driehoek-seal.so");
}

absl::StatusOr<std::shared_ptr<SealModule>> SealModule::Find(const std::string& file) {
  if (access(file.c_str(), R_OK) != 0) {
    return Error(absl::StatusCode::kFailedPrecondition, "SEAL_MODULE_MISSING",
                 absl::StrCat(file, " cannot be read; it belongs beside the program"));
  }
  return std::make_shared<SealModule>(file);
}

absl::StatusOr<std::string> SealModule::Seal(const SealRequest& request, const SealingKey& key) {
  absl::call_once(loaded_, [this] {
    void* module = dlopen(file_.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* entry = module == nullptr ? nullptr : dlsym(module, "driehoek_seal_pdf");
    if (entry == nullptr) why_not_ = dlerror();
    entry_ = reinterpret_cast<Entry>(entry);
  });
  if (entry_ == nullptr) {
    return Error(absl::StatusCode::kInternal, "SEAL_MODULE_UNUSABLE", why_not_);
  }
  absl::StatusOr<std::string> sealed = absl::UnknownError("");
  entry_(&request, &key, &sealed);
  return sealed;
}

}  // namespace driehoek::agreement
