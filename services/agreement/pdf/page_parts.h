// The parts that the pages of an agreement consist of, each drawn from where the flow stands.
#pragma once

#include "absl/time/time.h"
#include "agreement/document.h"
#include "agreement/pdf/evidence_record.h"
#include "agreement/pdf/page_flow.h"

namespace driehoek::agreement {

// Title, what it is about, the facts and the three parties.
void DrawOpening(const Document& document, PageFlow& flow);
// One heading with its clauses, table or matrix.
void DrawSection(const DocumentSection& section, PageFlow& flow);
// The evidence page.
void DrawEvidence(const EvidenceRecord& evidence, DocumentLanguage language, absl::TimeZone zone,
                  PageFlow& flow);

}  // namespace driehoek::agreement
