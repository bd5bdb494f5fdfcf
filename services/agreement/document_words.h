// The words that a document is made of, complete in Dutch and English, in plain language (about B1,
// R89).
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "agreement/document.h"

namespace driehoek::agreement {

// Fixed sentences and labels of the document and its evidence page. Every member is filled in both
// languages.
struct DocumentWords {
  absl::string_view version, intro, with, not_filled_in;
  absl::string_view programme, variant, period, until, hours, hour_a_week, hours_a_week, framework;
  absl::string_view parties, change_heading, change_kind, change_reason, changed_clauses,
      change_note;
  absl::string_view clauses_heading, clauses_intro, asked_by;
  absl::string_view commitments_heading, commitments_intro, who, promise, measure;
  absl::string_view matrix_heading, matrix_intro, task;
  absl::string_view signing_heading, signing_intro;
  absl::string_view page, of, language_tag;
  absl::string_view evidence_heading, evidence_intro, evidence_hash, evidence_hash_note,
      evidence_seal, evidence_seal_note, evidence_signers, signed_as, address, address_note,
      consent, time_utc, time_local, browser, sealed_time, check_heading, check_note;
};

const DocumentWords& WordsOf(DocumentLanguage language);

absl::string_view KindTitle(DocumentKind kind, DocumentLanguage language);
absl::string_view VariantName(DocumentVariant variant, DocumentLanguage language);
absl::string_view FundingName(DocumentFunding funding, DocumentLanguage language);
// "Student", "Opleiding", "Werkplek".
absl::string_view RoleLabel(DocumentRole role, DocumentLanguage language);
absl::string_view TaskName(DocumentTask task, DocumentLanguage language);
absl::string_view ChangeKindName(DocumentChangeKind kind, DocumentLanguage language);
// The shipped heading of a clause code (R16); that of "other" for a code that is not shipped.
absl::string_view ClauseHeading(absl::string_view code, DocumentLanguage language);
// "31 augustus 2026", "31 August 2026".
std::string LongDate(absl::CivilDay day, DocumentLanguage language);

}  // namespace driehoek::agreement
