// Draws an agreement and the evidence of its signatures as a PDF: A4, embedded fonts, tagged for
// screen readers. Every word on the pages of the agreement is one of the canonical text, in the
// same order.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "agreement/document.h"
#include "agreement/pdf/evidence_record.h"

namespace driehoek::agreement {

// An unsealed PDF. `zone` is the institution's, for the local times on the evidence page.
// FAILED_PRECONDITION / SEAL_FONT_MISSING when Lato or DejaVu Sans Mono is not installed; INTERNAL
// / SEAL_FAILED when cairo cannot.
absl::StatusOr<std::string> DrawAgreement(const Document& document, const EvidenceRecord& evidence,
                                          absl::TimeZone zone);

}  // namespace driehoek::agreement
