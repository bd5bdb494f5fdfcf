#include "passback/grade_calls.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr absl::string_view kLineItem = "application/vnd.ims.lis.v2.lineitem+json";
constexpr absl::string_view kLineItems = "application/vnd.ims.lis.v2.lineitemcontainer+json";
constexpr absl::string_view kScore = "application/vnd.ims.lis.v1.score+json";
// A filtered list is one page as a rule; a platform that ignores the filter may have many.
constexpr std::size_t kMaxPages = 50;

CallResult Unusable(int status) {
  return {.meaning = {Meaning::kLater, "PLATFORM_FAILS"}, .status = status};
}

}  // namespace

GradeCalls::Sent GradeCalls::Send(const Registration& registration, absl::string_view scope,
                                  OutgoingRequest request) {
  const std::vector<std::string> scopes = {absl::StrCat(kGradeScopePrefix, scope)};
  request.headers.push_back({"Authorization", ""});
  for (int attempt = 1;; ++attempt) {
    const auto token = tokens_.Get(registration, scopes);
    if (!token.ok()) return {.response = token.status(), .has_token = false};
    request.headers.back().value = absl::StrCat("Bearer ", *token);
    auto response = client_.Send(request);
    if (!response.ok() || response->status != 401) return {.response = std::move(response)};
    tokens_.Drop(registration, scopes, *token);
    if (attempt == 2) return {.response = std::move(response)};
  }
}

CallResult GradeCalls::Judge(const Registration& registration, const Sent& sent) const {
  if (!sent.response.ok()) {
    CallResult failed{.meaning = MeaningOf(sent.response.status())};
    if (!sent.has_token) failed.meaning.uncertain = false;
    return failed;
  }
  return {.meaning = MeaningOf(*sent.response, registration.family),
          .status = sent.response->status,
          .retry_after = RetryAfter(*sent.response, clock_.Now()),
          .any_taken = sent.response->status >= 200 && sent.response->status < 300};
}

CallResult GradeCalls::FindColumn(const Registration& registration, ColumnWay way,
                                  const std::string& lineitems, const Score& score) {
  const absl::string_view scope =
      way == ColumnWay::kFindOrCreate ? "lineitem" : "lineitem.readonly";
  std::set<std::string> seen;
  bool any_taken = false;
  for (std::string page = FindUrl(lineitems, score.column);
       !page.empty() && seen.insert(page).second && seen.size() <= kMaxPages;) {
    const Sent sent =
        Send(registration, scope, {.url = page, .headers = {{"Accept", std::string(kLineItems)}}});
    CallResult result = Judge(registration, sent);
    result.any_taken |= any_taken;
    if (!result.ok()) return result;
    any_taken = true;
    const auto columns = ReadColumns(sent.response->body, lineitems);
    if (!columns) return Unusable(result.status);
    result.url = Match(*columns, score.column);
    if (!result.url.empty()) return result;
    page = NextPage(sent.response->headers, lineitems);
  }
  if (way != ColumnWay::kFindOrCreate)
    return {.meaning = {Meaning::kRefused, "COLUMN_MISSING"}, .status = 200};
  CallResult created = CreateColumn(registration, lineitems, score);
  created.any_taken = true;
  return created;
}

CallResult GradeCalls::CreateColumn(const Registration& registration, const std::string& lineitems,
                                    const Score& score) {
  const auto create = [&](const std::string& resource_link_id) {
    const Sent sent = Send(
        registration, "lineitem",
        {.method = "POST",
         .url = lineitems,
         .headers = {{"Content-Type", std::string(kLineItem)}, {"Accept", std::string(kLineItem)}},
         .body = ColumnJson(score.column, resource_link_id)});
    CallResult result = Judge(registration, sent);
    if (!result.ok()) return result;
    result.url = ReadCreated(sent.response->body, lineitems);
    return result.url.empty() ? Unusable(result.status) : result;
  };
  CallResult result = create(score.resource_link_id);
  const bool link_at_fault = !score.resource_link_id.empty() && result.status >= 400 &&
                             result.status < 500 && result.status != 401 && result.status != 429;
  // Not every link can have a column (Canvas: a link of the course's menu).
  return link_at_fault ? create("") : result;
}

CallResult GradeCalls::PostScore(const Registration& registration, const std::string& lineitem,
                                 const Score& score) {
  return Judge(registration, Send(registration, "score",
                                  {.method = "POST",
                                   .url = ScoresUrl(lineitem),
                                   .headers = {{"Content-Type", std::string(kScore)}},
                                   .body = ScoreJson(score, registration.family)}));
}

}  // namespace driehoek::lti
