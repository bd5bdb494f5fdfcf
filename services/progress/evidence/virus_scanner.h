// Looks for viruses in a file before it is kept.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "progress/evidence/evidence_item.h"

namespace driehoek::progress::evidence {

// Thread-safe.
class VirusScanner {
 public:
  virtual ~VirusScanner() = default;
  // kNotScanned where no scanner is configured. INVALID_ARGUMENT naming `data`: FILE_INFECTED;
  // UNAVAILABLE / SCANNER_UNAVAILABLE when it does not answer by `deadline`: an unscanned file is
  // never taken for a clean one.
  virtual absl::StatusOr<ScanResult> Scan(absl::string_view bytes, absl::Time deadline) = 0;
};

// Where no scanner is configured.
std::unique_ptr<VirusScanner> NoVirusScanner();

// By `address`: empty for none, or `clamd:unix:PATH` for a daemon that speaks clamd's INSTREAM.
// INVALID_ARGUMENT / ANTIVIRUS_MALFORMED for anything else.
absl::StatusOr<std::unique_ptr<VirusScanner>> MakeVirusScanner(absl::string_view address);

}  // namespace driehoek::progress::evidence
