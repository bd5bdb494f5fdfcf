#include "agreement/document_of.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "agreement/document_words.h"
#include "shared/base/errors.h"

namespace driehoek::agreement {
namespace {

DocumentKind ToDocument(Kind kind) {
  switch (kind) {
    case Kind::kTripartite:
      return DocumentKind::kTripartite;
    case Kind::kInternship:
      return DocumentKind::kInternship;
    case Kind::kPractice:
      return DocumentKind::kPractice;
  }
  return DocumentKind::kInternship;
}

DocumentVariant ToDocument(Variant variant) {
  switch (variant) {
    case Variant::kFullTime:
      return DocumentVariant::kFullTime;
    case Variant::kPartTime:
      return DocumentVariant::kPartTime;
    case Variant::kDual:
      return DocumentVariant::kDual;
  }
  return DocumentVariant::kFullTime;
}

DocumentChangeKind ToDocument(AmendmentKind kind) {
  switch (kind) {
    case AmendmentKind::kPeriod:
      return DocumentChangeKind::kPeriod;
    case AmendmentKind::kPlace:
      return DocumentChangeKind::kPlace;
    case AmendmentKind::kSupervisor:
      return DocumentChangeKind::kSupervisor;
    case AmendmentKind::kTasks:
      return DocumentChangeKind::kTasks;
    case AmendmentKind::kInterruption:
      return DocumentChangeKind::kInterruption;
    case AmendmentKind::kTermination:
      return DocumentChangeKind::kTermination;
  }
  return DocumentChangeKind::kTasks;
}

std::string HeadingIn(const Version& version, const std::string& code, DocumentLanguage language) {
  for (const Clause& clause : version.clauses) {
    if (clause.code == code && !clause.heading.empty()) return clause.heading;
  }
  return std::string(ClauseHeading(code, language));
}

// The evidence page has room for one line: a long list becomes its number.
constexpr std::size_t kLongestList = 200;

std::string ShortList(const std::vector<std::string>& parts, bool dutch) {
  std::string list = absl::StrJoin(parts, "; ");
  if (list.size() <= kLongestList) return list;
  return absl::StrCat(parts.size(), dutch ? " onderdelen, die bovenaan de tekst staan"
                                          : " parts, which stand at the top of the text");
}

}  // namespace

DocumentLanguage ToDocument(Language language) {
  return language == Language::kDutch ? DocumentLanguage::kDutch : DocumentLanguage::kEnglish;
}

DocumentRole ToDocument(PartyRole role) {
  switch (role) {
    case PartyRole::kStudent:
      return DocumentRole::kStudent;
    case PartyRole::kProgramme:
      return DocumentRole::kProgramme;
    case PartyRole::kWorkplace:
      return DocumentRole::kWorkplace;
  }
  return DocumentRole::kStudent;
}

DocumentTask ToDocument(Task task) {
  switch (task) {
    case Task::kFind:
      return DocumentTask::kFind;
    case Task::kArrange:
      return DocumentTask::kArrange;
    case Task::kContact:
      return DocumentTask::kContact;
    case Task::kDecide:
      return DocumentTask::kDecide;
    case Task::kPayTime:
      return DocumentTask::kPayTime;
  }
  return DocumentTask::kFind;
}

DocumentContent ContentOf(const Agreement& agreement, const Version& version) {
  DocumentContent content{.language = ToDocument(agreement.language),
                          .kind = ToDocument(agreement.kind),
                          .version = version.number,
                          .institution = agreement.institution_name,
                          .programme = agreement.programme_name,
                          .variant = ToDocument(agreement.variant),
                          .funding = agreement.funding == Funding::kFunded
                                         ? DocumentFunding::kFunded
                                         : DocumentFunding::kNonFunded,
                          .start_date = version.start_day,
                          .end_date = version.end_day,
                          .weekly_hours = version.weekly_hours,
                          .framework = agreement.framework_title};
  for (const Party& party : version.parties) {
    content.parties.push_back(
        {ToDocument(party.role), party.display_name, party.capacity, party.organisation_name});
  }
  for (const Clause& clause : version.clauses) {
    content.clauses.push_back({clause.code, clause.heading, clause.text, clause.source});
  }
  for (const Commitment& commitment : version.commitments) {
    content.commitments.push_back(
        {ToDocument(commitment.owner), commitment.text, commitment.measure});
  }
  for (const ResponsibilityRow& row : version.responsibilities) {
    content.responsibilities.push_back({ToDocument(row.task), ToDocument(row.role)});
  }
  if (version.amendment.has_value()) {
    content.change = DocumentChange{ToDocument(version.amendment->kind), version.amendment->reason,
                                    version.amendment->changed};
  }
  return content;
}

absl::StatusOr<SigningText> TextOf(const Agreement& agreement, const Version& version) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Document document,
                            ComposeDocument(ContentOf(agreement, version)));
  SigningText text{.text = CanonicalText(document)};
  text.hash = DocumentHash(text.text);
  return text;
}

std::string ConsentSentence(const Agreement& agreement, const Version& version, PartyRole role) {
  const DocumentLanguage language = ToDocument(agreement.language);
  const bool dutch = agreement.language == Language::kDutch;
  std::string sentence;
  if (version.amendment.has_value()) {
    std::vector<std::string> parts;
    for (const std::string& code : version.amendment->changed) {
      parts.push_back(HeadingIn(version, code, language));
    }
    const std::string list = ShortList(parts, dutch);
    sentence = dutch ? absl::StrCat("Ik las versie ", version.number,
                                    " en ga akkoord met wat er verandert: ", list, ".")
                     : absl::StrCat("I read version ", version.number,
                                    " and agree to what changes: ", list, ".");
  } else {
    sentence = dutch ? absl::StrCat("Ik las versie ", version.number, " en ga akkoord.")
                     : absl::StrCat("I read version ", version.number, " and agree.");
  }
  const Party* party = FindParty(version, role);
  if (role == PartyRole::kStudent || party == nullptr) return sentence;
  const std::string& whom = party->organisation_name;
  return dutch ? absl::StrCat(sentence, " Ik mag dit namens ", whom, " afspreken.")
               : absl::StrCat(sentence, " I may agree to this on behalf of ", whom, ".");
}

}  // namespace driehoek::agreement
