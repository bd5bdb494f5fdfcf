// Sealed documents in the file store of the installation.
#pragma once

#include <functional>
#include <string>

#include "agreement/facts.h"
#include "agreement/sealed_pdf.h"
#include "shared/storage/file_store.h"

namespace driehoek::agreement {

// SealPdf, here or in a module (seal_module.h). Thread-safe.
using Sealer =
    std::function<absl::StatusOr<std::string>(const SealRequest& request, const SealingKey& key)>;

// Thread-safe. What it refers to must outlive it.
class SealedVault final : public SealedFiles {
 public:
  SealedVault(const SealingKey& key, Sealer seal, storage::FileStore& files)
      : key_(key), seal_(std::move(seal)), files_(files) {}

  absl::StatusOr<SealedFile> Seal(const TenantId& tenant, const Agreement& agreement,
                                  const Version& version, absl::TimeZone zone,
                                  absl::Time now) override;
  absl::StatusOr<std::string> Read(const TenantId& tenant, const SealedFile& file) override;

 private:
  const SealingKey& key_;
  const Sealer seal_;
  storage::FileStore& files_;
};

// "overeenkomst-v2-0190….pdf": ASCII, without names of people.
std::string SealedFileName(const Agreement& agreement, const Version& version);

}  // namespace driehoek::agreement
