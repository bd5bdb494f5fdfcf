#include "passback/column.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "http/uri.h"
#include "json/json.h"
#include "json/json_writer.h"

namespace driehoek::lti {
namespace {

bool Has(const std::vector<std::string>& scopes, absl::string_view scope) {
  return std::find(scopes.begin(), scopes.end(), scope) != scopes.end();
}

// What stands around the name of a relation: straight quotes, curly ones, or nothing.
absl::string_view Unquoted(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  for (const absl::string_view quote : {"\"", "\u201c", "\u201d", "'"}) {
    absl::ConsumePrefix(&text, quote);
    absl::ConsumeSuffix(&text, quote);
  }
  return absl::StripAsciiWhitespace(text);
}

// Whether the parameters after a link's address say rel=next, alone or among others.
bool IsNext(absl::string_view parameters) {
  while (!parameters.empty()) {
    const std::size_t end = parameters.find(';');
    absl::string_view parameter = absl::StripAsciiWhitespace(parameters.substr(0, end));
    parameters = end == absl::string_view::npos ? "" : parameters.substr(end + 1);
    if (!absl::StartsWithIgnoreCase(parameter, "rel=")) continue;
    absl::string_view value = parameter.substr(4);
    // The comma that leads to the next link.
    value = absl::StripSuffix(absl::StripAsciiWhitespace(value), ",");
    for (absl::string_view names = Unquoted(value); !names.empty();) {
      const std::size_t space = names.find(' ');
      if (absl::EqualsIgnoreCase(names.substr(0, space), "next")) return true;
      names = space == absl::string_view::npos ? "" : names.substr(space + 1);
    }
  }
  return false;
}

}  // namespace

ColumnWay WayToColumn(const GradeService& service) {
  if (!Has(service.scopes, "score")) return ColumnWay::kNone;
  if (!service.lineitems.empty() && Has(service.scopes, "lineitem"))
    return ColumnWay::kFindOrCreate;
  if (!service.lineitem.empty()) return ColumnWay::kGiven;
  if (!service.lineitems.empty() && Has(service.scopes, "lineitem.readonly"))
    return ColumnWay::kFind;
  return ColumnWay::kNone;
}

std::string CourseOf(const GradeSeat& seat) {
  return absl::StrCat(seat.registration_id, " ", seat.deployment_id.size(), " ", seat.deployment_id,
                      " ", seat.context_id);
}

const GradeSeat* ChooseSeat(const std::vector<GradeSeat>& seats, absl::string_view course_before) {
  const GradeSeat* chosen = nullptr;
  for (const GradeSeat& seat : seats) {
    if (WayToColumn(seat.service) == ColumnWay::kNone) continue;
    if (!course_before.empty() && CourseOf(seat) == course_before) return &seat;
    if (chosen == nullptr) chosen = &seat;
  }
  return chosen;
}

std::string ColumnKey(ColumnWay way, const GradeService& service, const ColumnName& name) {
  if (way == ColumnWay::kGiven) return absl::StrCat("lineitem ", service.lineitem);
  return absl::StrCat("resource ", name.resource_id, " ", name.tag);
}

std::string FindUrl(absl::string_view lineitems, const ColumnName& name) {
  return AppendQuery(AppendQuery(lineitems, "resource_id", name.resource_id), "tag", name.tag);
}

std::string ScoresUrl(absl::string_view lineitem) {
  const std::size_t query = lineitem.find('?');
  absl::string_view path = lineitem.substr(0, query);
  absl::ConsumeSuffix(&path, "/");
  return absl::StrCat(path, "/scores",
                      query == absl::string_view::npos ? "" : lineitem.substr(query));
}

std::optional<std::vector<ListedColumn>> ReadColumns(absl::string_view body,
                                                     absl::string_view lineitems) {
  body = absl::StripAsciiWhitespace(body);
  if (!absl::StartsWith(body, "[")) return std::nullopt;
  const auto list = JsonObject::Parse(absl::StrCat("{\"items\":", body, "}"));
  if (!list.ok()) return std::nullopt;
  const auto items = list->Objects("items");
  if (!items.ok()) return std::nullopt;
  std::vector<ListedColumn> columns;
  for (const JsonObject& item : *items) {
    ListedColumn column{.url = item.StringOrEmpty("id"),
                        .resource_id = item.StringOrEmpty("resourceId"),
                        .tag = item.StringOrEmpty("tag")};
    if (SameOrigin(column.url, lineitems)) columns.push_back(std::move(column));
  }
  return columns;
}

std::string ReadCreated(absl::string_view body, absl::string_view lineitems) {
  const auto item = JsonObject::Parse(body);
  if (!item.ok()) return "";
  std::string url = item->StringOrEmpty("id");
  return SameOrigin(url, lineitems) ? url : "";
}

std::string Match(const std::vector<ListedColumn>& columns, const ColumnName& name) {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const ListedColumn& column) {
    return column.resource_id == name.resource_id && column.tag == name.tag;
  });
  return found == columns.end() ? "" : found->url;
}

std::string NextPage(absl::Span<const Header> headers, absl::string_view lineitems) {
  for (const Header& header : headers) {
    if (header.name != "link") continue;
    absl::string_view rest = header.value;
    for (std::size_t open = rest.find('<'); open != absl::string_view::npos;
         open = rest.find('<')) {
      const std::size_t close = rest.find('>', open);
      if (close == absl::string_view::npos) break;
      const std::string url =
          absl::StrReplaceAll(rest.substr(open + 1, close - open - 1), {{"&amp;", "&"}});
      rest = rest.substr(close + 1);
      if (IsNext(rest.substr(0, rest.find('<')))) return SameOrigin(url, lineitems) ? url : "";
    }
  }
  return "";
}

std::string ColumnJson(const ColumnName& name, absl::string_view resource_link_id) {
  JsonObjectWriter writer;
  writer.Number("scoreMaximum", 10)
      .String("label", name.label)
      .String("resourceId", name.resource_id)
      .String("tag", name.tag);
  if (!resource_link_id.empty()) writer.String("resourceLinkId", resource_link_id);
  return writer.Done();
}

}  // namespace driehoek::lti
