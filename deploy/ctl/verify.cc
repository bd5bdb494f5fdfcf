#include <cstdint>
#include <cstdio>
#include <optional>

#include "agreement/sealed_pdf.h"
#include "arguments.h"
#include "commands.h"
#include "read_file.h"
#include "shared/base/errors.h"

namespace driehoek::ctl {
namespace {

constexpr std::uintmax_t kLargestFile = 64U << 20;

}  // namespace

absl::Status Verify(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {"certificate"}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(1, "verify FILE.pdf [--certificate FINGERPRINT]"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string bytes, ReadWholeFile(arguments.positional()[0], kLargestFile));
  std::optional<std::string> trusted;
  if (arguments.Has("certificate")) trusted = arguments.Get("certificate");
  DRIEHOEK_ASSIGN_OR_RETURN(const agreement::SealReport report, agreement::CheckSealedPdf(bytes, trusted));
  std::printf("%s: %s\n", report.valid ? "valid" : "INVALID", report.summary.c_str());
  if (!report.certificate_sha256.empty()) std::printf("certificate %s\n", report.certificate_sha256.c_str());
  if (report.valid) std::printf("document %s\n", report.evidence.document_sha256.c_str());
  if (report.valid) return absl::OkStatus();
  return Error(absl::StatusCode::kDataLoss, "SEAL_INVALID", "the file is not as it was sealed");
}

}  // namespace driehoek::ctl
