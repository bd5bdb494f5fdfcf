// Which column of a grade book a grade goes to (AGS 2.0, section 3). Pure: addresses, matching and
// paging, no calls.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "http/request.h"
#include "launch/seats.h"

namespace driehoek::lti {

// What a column is known by on every platform: our own words for it, not the platform's id.
struct ColumnName {
  std::string resource_id;  // at most 512 characters
  std::string tag;          // at most 255 characters
  std::string label;        // what people read, at most 255 bytes
};

// How a course lets us get at a column.
enum class ColumnWay {
  kNone,          // not at all
  kGiven,         // the one that the launch named
  kFind,          // found by resourceId and tag; made by somebody else
  kFindOrCreate,  // found by resourceId and tag, else made
};
ColumnWay WayToColumn(const GradeService& service);

// The course of a seat, told apart from all others of the institution.
std::string CourseOf(const GradeSeat& seat);

// The seat to use of those of one student, newest first; null when none leads to a column. A column
// that got an earlier version of the grade (its course in `course_before`, else "") goes first: a
// grade that was corrected must not appear in a second place.
const GradeSeat* ChooseSeat(const std::vector<GradeSeat>& seats, absl::string_view course_before);

// What tells one column from another within a course, whichever way leads there.
std::string ColumnKey(ColumnWay way, const GradeService& service, const ColumnName& name);

// `lineitems` with the filter for this column added to its own query.
std::string FindUrl(absl::string_view lineitems, const ColumnName& name);
// Where scores of a column are posted: `/scores` goes into the path, before the query.
std::string ScoresUrl(absl::string_view lineitem);

// A column as the platform lists it.
struct ListedColumn {
  std::string url;  // `id`
  std::string resource_id;
  std::string tag;
};
// The columns in an answer of `lineitems`; nothing when it is no JSON array. Entries without id are
// left out, and those at another origin than `lineitems`: our token is not for them.
std::optional<std::vector<ListedColumn>> ReadColumns(absl::string_view body,
                                                     absl::string_view lineitems);
// The address of the column that was made, from the answer; "" when it is not there or foreign.
std::string ReadCreated(absl::string_view body, absl::string_view lineitems);
// The first one of that name, whether or not the platform looked at the filter; else "".
std::string Match(const std::vector<ListedColumn>& columns, const ColumnName& name);
// The next page from the Link headers (RFC 8288), read leniently: Moodle writes curly quotes and
// HTML escapes. "" when there is none or when it leads to another origin.
std::string NextPage(absl::Span<const Header> headers, absl::string_view lineitems);

// The body that makes a column. `resource_link_id` "": not tied to a link.
std::string ColumnJson(const ColumnName& name, absl::string_view resource_link_id);

}  // namespace driehoek::lti
