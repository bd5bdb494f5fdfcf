// The text of an agreement as people see it before they sign, and its hash, which is what they sign
// (R20, eIDAS art. 3 (10): the signature belongs to this text and no other). Pure: no clock, no
// storage, no fonts.
//
// ComposeDocument puts the values of one version into sentences, headings and tables in one
// language. CanonicalText writes these down as plain text: UTF-8, lines ended by LF, the same bytes
// for the same content, on every machine and in every later release that keeps kDocumentFormat. The
// PDF is drawn from the same Document, so that page and text cannot differ. Text of the parties is
// always indented in the canonical text; lines that begin at the margin are ours, so nobody can
// write a clause that looks like a heading or a signature.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace driehoek::agreement {

// Raised whenever the same content would give another text; texts already signed keep their own
// bytes.
inline constexpr int kDocumentFormat = 1;

enum class DocumentLanguage { kDutch, kEnglish };
// Onderwijsarbeidsovereenkomst (dual, WHW 7.7 (5)), stageovereenkomst, praktijkovereenkomst.
enum class DocumentKind { kTripartite, kInternship, kPractice };
enum class DocumentVariant { kFullTime, kPartTime, kDual };
enum class DocumentFunding { kFunded, kNonFunded };
// The sides of the triangle.
enum class DocumentRole { kStudent, kProgramme, kWorkplace };
// Rows of the responsibility matrix (R10).
enum class DocumentTask { kFind, kArrange, kContact, kDecide, kPayTime };
// Why there is a new version (R17).
enum class DocumentChangeKind { kPeriod, kPlace, kSupervisor, kTasks, kInterruption, kTermination };

struct DocumentParty {
  DocumentRole role = DocumentRole::kStudent;
  std::string name;
  std::string function;      // in what quality the person signs; may be empty
  std::string organisation;  // empty for the student
};

// A clause (R16). `code` is one of the shipped ones or `other_...`.
struct DocumentClause {
  std::string code;
  std::string heading;  // empty: the shipped heading of the code
  std::string text;     // several lines allowed; empty: still missing
  std::string source;   // where the law or policy asks for it; may be empty
};

// An itemised promise (R18).
struct DocumentCommitment {
  DocumentRole owner = DocumentRole::kStudent;
  std::string text;
  std::string measure;  // how one sees that it is kept; may be empty
};

struct DocumentResponsibility {
  DocumentTask task = DocumentTask::kFind;
  DocumentRole party = DocumentRole::kStudent;
};

struct DocumentChange {
  DocumentChangeKind kind = DocumentChangeKind::kPeriod;
  std::string reason;
  std::vector<std::string> clause_codes;  // which clauses differ from the version in force
};

// Everything that one version says. Text is UTF-8 in normal form C; the order of the lists is the
// order of the document.
struct DocumentContent {
  DocumentLanguage language = DocumentLanguage::kDutch;
  DocumentKind kind = DocumentKind::kTripartite;
  int version = 1;
  std::string institution;
  std::string programme;
  DocumentVariant variant = DocumentVariant::kDual;
  DocumentFunding funding = DocumentFunding::kFunded;
  std::vector<DocumentParty> parties;
  absl::CivilDay start_date;
  absl::CivilDay end_date;  // inclusive
  int weekly_hours = 0;     // 0: not filled in yet
  std::vector<DocumentClause> clauses;
  std::vector<DocumentCommitment> commitments;
  std::vector<DocumentResponsibility> responsibilities;
  std::optional<DocumentChange> change;  // absent in the first version
  std::string framework;                 // title of the framework agreement (R19); may be empty
};

// --- the composed document ---

struct DocumentFact {
  std::string label;
  std::string value;
};

struct DocumentPartyBlock {
  DocumentRole role = DocumentRole::kStudent;
  std::string label;
  std::string name;
  std::vector<std::string> details;  // function, organisation
};

// A numbered part: a clause.
struct DocumentItem {
  std::string heading;
  std::string text;
  std::string note;  // small print below: where it is asked for
};

struct DocumentMatrixRow {
  std::string task;
  DocumentRole party = DocumentRole::kStudent;
  std::string party_label;
};

// One heading with what follows. At most one of the lists is filled.
struct DocumentSection {
  std::string heading;
  std::string intro;
  std::vector<DocumentFact> facts;
  std::vector<DocumentItem> items;
  std::vector<std::string> columns;  // of `rows`
  std::vector<std::vector<std::string>> rows;
  std::vector<DocumentMatrixRow> matrix;
};

struct Document {
  DocumentLanguage language = DocumentLanguage::kDutch;
  int version = 1;
  std::string kind;          // "Onderwijsarbeidsovereenkomst"
  std::string version_text;  // "versie 2"
  std::string title;         // "Daan Verhoeven bij Van Leeuwen Installatietechniek"
  std::string institution;
  std::string summary;  // "Ad Engineering · duaal · bekostigd"
  std::string intro;
  std::vector<DocumentFact> facts;
  std::string parties_heading;
  std::vector<DocumentPartyBlock> parties;
  std::vector<DocumentSection> sections;
};

// INVALID_ARGUMENT / DOCUMENT_TEXT_UNPRINTABLE, naming the field, when a text is not well-formed
// UTF-8 or holds characters that are not seen but change what is seen: controls, overrides of the
// writing direction, byte order marks. Line ends are made LF, tabs spaces, and white space at the
// ends of lines and texts is dropped.
absl::StatusOr<Document> ComposeDocument(const DocumentContent& content);

std::string CanonicalText(const Document& document);

// SHA-256 of the canonical text, lower-case hex: 64 characters.
std::string DocumentHash(absl::string_view canonical_text);

}  // namespace driehoek::agreement
