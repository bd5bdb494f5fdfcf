#include "agreement/document.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "agreement/document_words.h"
#include "agreement/plain_text.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"
#include "shared/crypto/encoding.h"

namespace driehoek::agreement {
namespace {

// Takes texts in and remembers the first one that cannot be shown, so that composing needs no check
// per line.
class TextIntake {
 public:
  std::string Line(absl::string_view field, absl::string_view text) {
    return Take(field, PlainLine(text));
  }
  std::string Text(absl::string_view field, absl::string_view text) {
    return Take(field, PlainText(text));
  }
  absl::Status status() const {
    if (wrong_field_.empty()) return absl::OkStatus();
    return Error(absl::StatusCode::kInvalidArgument, "DOCUMENT_TEXT_UNPRINTABLE",
                 "a text of the agreement holds characters that cannot be shown",
                 {{"field", wrong_field_}});
  }

 private:
  std::string Take(absl::string_view field, std::optional<std::string> plain) {
    if (plain.has_value()) return *std::move(plain);
    if (wrong_field_.empty()) wrong_field_ = std::string(field);
    return "";
  }
  std::string wrong_field_;
};

std::string OrMissing(const std::string& text, const DocumentWords& words) {
  return text.empty() ? std::string(words.not_filled_in) : text;
}

std::string Title(const DocumentContent& content, const DocumentWords& words, TextIntake& intake) {
  std::string student;
  std::string organisation;
  for (const DocumentParty& party : content.parties) {
    if (party.role == DocumentRole::kStudent) student = intake.Line("parties", party.name);
    if (party.role == DocumentRole::kWorkplace) {
      organisation = intake.Line("parties", party.organisation);
    }
  }
  if (student.empty() || organisation.empty()) return absl::StrCat(student, organisation);
  return absl::StrCat(student, " ", words.with, " ", organisation);
}

std::vector<DocumentFact> Facts(const DocumentContent& content, const DocumentWords& words,
                                TextIntake& intake) {
  std::vector<DocumentFact> facts;
  facts.push_back({std::string(words.programme), intake.Line("programme", content.programme)});
  facts.push_back({std::string(words.variant),
                   absl::StrCat(VariantName(content.variant, content.language), ", ",
                                FundingName(content.funding, content.language))});
  facts.push_back({std::string(words.period),
                   absl::StrCat(LongDate(content.start_date, content.language), " ", words.until,
                                " ", LongDate(content.end_date, content.language))});
  const absl::string_view unit = content.weekly_hours == 1 ? words.hour_a_week : words.hours_a_week;
  facts.push_back({std::string(words.hours), content.weekly_hours == 0
                                                 ? std::string(words.not_filled_in)
                                                 : absl::StrCat(content.weekly_hours, " ", unit)});
  if (std::string framework = intake.Line("framework", content.framework); !framework.empty()) {
    facts.push_back({std::string(words.framework), std::move(framework)});
  }
  return facts;
}

DocumentPartyBlock Party(const DocumentParty& party, DocumentLanguage language,
                         TextIntake& intake) {
  DocumentPartyBlock block{
      .role = party.role,
      .label = std::string(RoleLabel(party.role, language)),
      .name = OrMissing(intake.Line("parties", party.name), WordsOf(language))};
  for (const std::string& detail : {party.function, party.organisation}) {
    std::string line = intake.Line("parties", detail);
    if (!line.empty()) block.details.push_back(std::move(line));
  }
  return block;
}

std::string HeadingOf(const DocumentClause& clause, DocumentLanguage language, TextIntake& intake) {
  std::string own = intake.Line("clauses.heading", clause.heading);
  return own.empty() ? std::string(ClauseHeading(clause.code, language)) : own;
}

// The heading that stands in the document for a code; the shipped one when no clause has it.
std::string HeadingOf(absl::string_view code, const DocumentContent& content, TextIntake& intake) {
  for (const DocumentClause& clause : content.clauses) {
    if (clause.code == code) return HeadingOf(clause, content.language, intake);
  }
  return std::string(ClauseHeading(code, content.language));
}

DocumentSection ChangeSection(const DocumentChange& change, const DocumentContent& content,
                              const DocumentWords& words, TextIntake& intake) {
  DocumentSection section{.heading = std::string(words.change_heading),
                          .intro = std::string(words.change_note)};
  section.facts.push_back(
      {std::string(words.change_kind), std::string(ChangeKindName(change.kind, content.language))});
  section.facts.push_back({std::string(words.change_reason),
                           OrMissing(intake.Text("amendment.reason", change.reason), words)});
  std::vector<std::string> headings;
  headings.reserve(change.clause_codes.size());
  for (const std::string& code : change.clause_codes) {
    headings.push_back(HeadingOf(code, content, intake));
  }
  if (!headings.empty()) {
    section.facts.push_back({std::string(words.changed_clauses), absl::StrJoin(headings, "; ")});
  }
  return section;
}

DocumentSection ClauseSection(const DocumentContent& content, const DocumentWords& words,
                              TextIntake& intake) {
  DocumentSection section{.heading = std::string(words.clauses_heading),
                          .intro = std::string(words.clauses_intro)};
  for (const DocumentClause& clause : content.clauses) {
    const std::string source = intake.Line("clauses.source", clause.source);
    section.items.push_back(
        {.heading = HeadingOf(clause, content.language, intake),
         .text = OrMissing(intake.Text("clauses.text", clause.text), words),
         .note = source.empty() ? "" : absl::StrCat(words.asked_by, ": ", source)});
  }
  return section;
}

DocumentSection CommitmentSection(const DocumentContent& content, const DocumentWords& words,
                                  TextIntake& intake) {
  DocumentSection section{
      .heading = std::string(words.commitments_heading),
      .intro = std::string(words.commitments_intro),
      .columns = {std::string(words.who), std::string(words.promise), std::string(words.measure)}};
  for (const DocumentCommitment& commitment : content.commitments) {
    section.rows.push_back({std::string(RoleLabel(commitment.owner, content.language)),
                            intake.Text("commitments.text", commitment.text),
                            intake.Text("commitments.measure", commitment.measure)});
  }
  return section;
}

DocumentSection MatrixSection(const DocumentContent& content, const DocumentWords& words) {
  DocumentSection section{.heading = std::string(words.matrix_heading),
                          .intro = std::string(words.matrix_intro)};
  section.columns = {std::string(words.task)};
  for (const DocumentRole role :
       {DocumentRole::kStudent, DocumentRole::kProgramme, DocumentRole::kWorkplace}) {
    section.columns.emplace_back(RoleLabel(role, content.language));
  }
  for (const DocumentResponsibility& row : content.responsibilities) {
    section.matrix.push_back({.task = std::string(TaskName(row.task, content.language)),
                              .party = row.party,
                              .party_label = std::string(RoleLabel(row.party, content.language))});
  }
  return section;
}

// --- canonical text ---

void AppendHeading(absl::string_view heading, std::string& text) {
  absl::StrAppend(&text, "\n", heading, "\n", std::string(CodePoints(heading), '-'), "\n");
}

// Every line of `body` behind `margin`; the first one behind `first`, which is as wide.
void AppendIndented(absl::string_view first, absl::string_view margin, absl::string_view body,
                    std::string& text) {
  absl::string_view before = first;
  for (const absl::string_view line : absl::StrSplit(body, '\n')) {
    if (!line.empty()) absl::StrAppend(&text, before, line);
    text.push_back('\n');
    before = margin;
  }
}

void AppendFact(const DocumentFact& fact, std::string& text) {
  AppendIndented(absl::StrCat("  ", fact.label, ": "), "    ", fact.value, text);
}

void AppendItems(const DocumentSection& section, std::string& text) {
  int number = 0;
  for (const DocumentItem& item : section.items) {
    // The note stands on the numbered line, where no text of the parties can imitate it.
    absl::StrAppend(&text, "\n  ", ++number, ". ", item.heading,
                    item.note.empty() ? "" : absl::StrCat(" (", item.note, ")"), "\n");
    AppendIndented("     ", "     ", item.text, text);
  }
}

void AppendRows(const DocumentSection& section, std::string& text) {
  int number = 0;
  for (const std::vector<std::string>& row : section.rows) {
    absl::StrAppend(&text, "\n  ", ++number, ". ", row.front(), "\n");
    for (std::size_t i = 1; i < row.size(); ++i) {
      if (row[i].empty()) continue;
      AppendIndented(absl::StrCat("     ", section.columns[i], ": "), "       ", row[i], text);
    }
  }
}

void AppendSection(const DocumentSection& section, std::string& text) {
  AppendHeading(section.heading, text);
  if (!section.intro.empty()) AppendIndented("  ", "  ", section.intro, text);
  if (!section.facts.empty()) text.push_back('\n');
  for (const DocumentFact& fact : section.facts) AppendFact(fact, text);
  AppendItems(section, text);
  AppendRows(section, text);
  if (!section.matrix.empty()) text.push_back('\n');
  for (const DocumentMatrixRow& row : section.matrix) {
    absl::StrAppend(&text, "  ", row.task, ": ", row.party_label, "\n");
  }
}

}  // namespace

absl::StatusOr<Document> ComposeDocument(const DocumentContent& content) {
  const DocumentWords& words = WordsOf(content.language);
  TextIntake intake;
  Document document{.language = content.language,
                    .version = content.version,
                    .kind = std::string(KindTitle(content.kind, content.language)),
                    .version_text = absl::StrCat(words.version, " ", content.version),
                    .title = Title(content, words, intake),
                    .institution = intake.Line("institution", content.institution),
                    .intro = std::string(words.intro),
                    .facts = Facts(content, words, intake),
                    .parties_heading = std::string(words.parties)};
  document.summary = absl::StrCat(intake.Line("programme", content.programme), " · ",
                                  VariantName(content.variant, content.language), " · ",
                                  FundingName(content.funding, content.language));
  for (const DocumentParty& party : content.parties) {
    document.parties.push_back(Party(party, content.language, intake));
  }
  if (content.change.has_value()) {
    document.sections.push_back(ChangeSection(*content.change, content, words, intake));
  }
  document.sections.push_back(ClauseSection(content, words, intake));
  if (!content.commitments.empty()) {
    document.sections.push_back(CommitmentSection(content, words, intake));
  }
  if (!content.responsibilities.empty()) {
    document.sections.push_back(MatrixSection(content, words));
  }
  document.sections.push_back(
      {.heading = std::string(words.signing_heading), .intro = std::string(words.signing_intro)});
  DRIEHOEK_RETURN_IF_ERROR(intake.status());
  return document;
}

std::string CanonicalText(const Document& document) {
  std::string text =
      absl::StrCat(document.kind, ", ", document.version_text, "\n  ", document.title, "\n  ",
                   document.institution, "\n\n  ", document.intro, "\n\n");
  for (const DocumentFact& fact : document.facts) AppendFact(fact, text);
  AppendHeading(document.parties_heading, text);
  for (const DocumentPartyBlock& party : document.parties) {
    absl::StrAppend(&text, "  ", party.label, ": ", party.name, "\n");
    for (const std::string& detail : party.details) absl::StrAppend(&text, "    ", detail, "\n");
  }
  for (const DocumentSection& section : document.sections) AppendSection(section, text);
  return text;
}

std::string DocumentHash(absl::string_view canonical_text) {
  return crypto::HexEncode(crypto::Sha256(canonical_text));
}

}  // namespace driehoek::agreement
