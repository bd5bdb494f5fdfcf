#include "passback/score_pages.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "driehoek/v1/placement_service.pb.h"
#include "gateway/connect_error.h"
#include "json/json_writer.h"
#include "passback/score_json.h"
#include "passback/score_page_token.h"
#include "shared/base/errors.h"
#include "shared/base/id_source.h"
#include "shared/base/resource_name.h"

namespace driehoek::lti {
namespace {

namespace v1 = ::driehoek::v1;

constexpr absl::Duration kCallTime = absl::Seconds(5);
constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 100;
// An office that sees few of the scores gets a short page rather than a late one.
constexpr int kMaxReads = 4;

absl::Status Invalid(absl::string_view reason, absl::string_view text) {
  return Error(absl::StatusCode::kInvalidArgument, reason, text);
}

absl::StatusOr<int> PageSizeOf(const JsonObject& body) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto size, body.OptionalNumber("pageSize"));
  if (!size || *size == 0) return kDefaultPageSize;
  if (*size < 0) return Invalid("PAGE_SIZE_NEGATIVE", "pageSize is not below 0");
  if (std::floor(*size) != *size) return Invalid("PAGE_SIZE_MALFORMED", "pageSize is whole");
  return static_cast<int>(std::min<double>(*size, kMaxPageSize));
}

absl::StatusOr<std::vector<ScoreState>> StatesOf(const JsonObject& body) {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto names, body.Strings("states"));
  std::vector<ScoreState> states;
  for (const std::string& name : names) {
    const auto state = ParseState(name);
    if (!state) return Invalid("STATE_UNKNOWN", "states holds a value that is no state");
    states.push_back(*state);
  }
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
  return states;
}

absl::StatusOr<std::string> ScoreIdOf(const JsonObject& body) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string id, body.String("score"));
  if (IsUuid(id)) return id;
  return Error(absl::StatusCode::kNotFound, "SCORE_UNKNOWN", "no such score");
}

}  // namespace

struct ScorePages::Asked {
  JsonObject body;
  auth::Caller caller;
  Language language = Language::kDutch;

  bool IsOffice() const { return caller.role == auth::Role::kPracticeOffice; }
};

struct ScorePages::Seen {
  Score score;
  std::string student_name;
};

Response ScorePages::Answer(const absl::StatusOr<std::string>& json) const {
  if (!json.ok()) return ConnectError(json.status(), parts_.methods);
  Response response{.body = *json};
  response.Set("Content-Type", "application/json")
      .Set("Cache-Control", "no-store")
      .Set("X-Content-Type-Options", "nosniff");
  return response;
}

absl::StatusOr<ScorePages::Asked> ScorePages::Read(const Request& request) {
  DRIEHOEK_RETURN_IF_ERROR(parts_.gateway.CheckOrigin(request));
  if (!request.HasContentType("application/json"))
    return Invalid("CONTENT_TYPE_UNSUPPORTED", "the body is JSON");
  DRIEHOEK_ASSIGN_OR_RETURN(const Session session, parts_.gateway.SessionOf(request));
  DRIEHOEK_ASSIGN_OR_RETURN(auth::Caller caller, Gateway::CallerOf(session, request));
  if (caller.role != auth::Role::kPracticeOffice && caller.role != auth::Role::kInstitutionAdmin) {
    return Error(absl::StatusCode::kPermissionDenied, "ROLE_NOT_ALLOWED",
                 "scores are for the practice office and the administrator");
  }
  DRIEHOEK_ASSIGN_OR_RETURN(JsonObject body, JsonObject::Parse(request.body));
  const Language language =
      driehoek::lti::LanguageOf(body.StringOrEmpty("language"),
                                driehoek::lti::LanguageOf(session.language, Language::kDutch));
  return Asked{std::move(body), std::move(caller), language};
}

absl::StatusOr<std::vector<ScorePages::Seen>> ScorePages::Visible(const auth::Caller& caller,
                                                                  std::vector<Score> scores) {
  std::vector<Seen> seen;
  if (caller.role != auth::Role::kPracticeOffice) {
    for (Score& score : scores) seen.push_back({std::move(score), ""});
    return seen;
  }
  // All at once: the services judge each as if the browser asked.
  std::vector<std::unique_ptr<PendingCall>> calls;
  for (const Score& score : scores) {
    v1::GetPlacementRequest request;
    request.set_name(MakeName(score.tenant, "placements", score.placement_id));
    calls.push_back(parts_.channel.Begin("/driehoek.v1.PlacementService/GetPlacement",
                                         request.SerializeAsString(), caller, kCallTime));
  }
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const ServiceAnswer answer = calls[i]->Wait();
    if (!answer.ok) {
      const absl::Status refusal = ToStatus(answer.error);
      if (refusal.code() == absl::StatusCode::kNotFound ||
          refusal.code() == absl::StatusCode::kPermissionDenied) {
        continue;
      }
      return refusal;
    }
    v1::Placement placement;
    if (!placement.ParseFromString(answer.message)) continue;
    seen.push_back({std::move(scores[i]), placement.labels().student()});
  }
  return seen;
}

absl::StatusOr<ScorePages::Seen> ScorePages::VisibleOne(const auth::Caller& caller,
                                                        const Score& score) {
  DRIEHOEK_ASSIGN_OR_RETURN(std::vector<Seen> seen, Visible(caller, {score}));
  if (seen.empty()) return Error(absl::StatusCode::kNotFound, "SCORE_UNKNOWN", "no such score");
  return std::move(seen.front());
}

absl::StatusOr<std::string> ScorePages::ScoresJson(const Asked& asked,
                                                   const std::vector<Seen>& scores,
                                                   const std::vector<PlatformStanding>& standings) {
  std::map<std::string, std::string> issuers;
  std::string list;
  for (const Seen& seen : scores) {
    const std::string& registration = seen.score.registration_id;
    if (!issuers.contains(registration)) {
      DRIEHOEK_ASSIGN_OR_RETURN(issuers[registration], parts_.reads.IssuerOf(registration));
    }
    const auto standing =
        std::find_if(standings.begin(), standings.end(), [&](const PlatformStanding& candidate) {
          return candidate.registration_id == registration;
        });
    const ShownScore shown{.score = seen.score,
                           .issuer = issuers[registration],
                           .standing = standing == standings.end() ? nullptr : &*standing,
                           .student_name = seen.student_name,
                           .with_mark = asked.IsOffice()};
    absl::StrAppend(&list, list.empty() ? "" : ",",
                    ShownScoreJson(shown, asked.language, parts_.outbox.Now()));
  }
  return list;
}

absl::StatusOr<std::string> ScorePages::PlatformsJson(
    const Asked& asked, const std::vector<PlatformStanding>& standings) {
  std::string list;
  for (const PlatformStanding& standing : standings) {
    DRIEHOEK_ASSIGN_OR_RETURN(const std::string issuer,
                              parts_.reads.IssuerOf(standing.registration_id));
    absl::StrAppend(&list, list.empty() ? "" : ",",
                    StandingJson(standing, issuer, asked.language, parts_.outbox.Now()));
  }
  return list;
}

absl::StatusOr<std::string> ScorePages::ListJson(const Asked& asked) {
  DRIEHOEK_ASSIGN_OR_RETURN(const int size, PageSizeOf(asked.body));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto states, StatesOf(asked.body));
  const std::string token = asked.body.StringOrEmpty("pageToken");
  std::optional<ScorePlace> after;
  if (!token.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(after, ReadScorePageToken(token, states));
  }
  std::vector<Seen> page;
  bool more = true;
  for (int read = 0; read < kMaxReads && more && static_cast<int>(page.size()) < size; ++read) {
    const int wanted = size - static_cast<int>(page.size());
    // One more than wanted tells whether the list goes on.
    DRIEHOEK_ASSIGN_OR_RETURN(auto scores,
                              parts_.reads.List(asked.caller.tenant, states, after, wanted + 1));
    more = static_cast<int>(scores.size()) > wanted;
    if (more) scores.pop_back();
    if (!scores.empty()) after = ScorePlace{scores.back().publish_time, scores.back().id};
    DRIEHOEK_ASSIGN_OR_RETURN(auto seen, Visible(asked.caller, std::move(scores)));
    std::move(seen.begin(), seen.end(), std::back_inserter(page));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const auto standings, parts_.reads.Platforms(asked.caller.tenant));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string list, ScoresJson(asked, page, standings));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string platforms, PlatformsJson(asked, standings));
  return JsonObjectWriter()
      .Raw("scores", absl::StrCat("[", list, "]"))
      .String("nextPageToken", more && after ? MakeScorePageToken(*after, states) : "")
      .Raw("platforms", absl::StrCat("[", platforms, "]"))
      .Done();
}

absl::StatusOr<std::string> ScorePages::HistoryJson(const Asked& asked) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string id, ScoreIdOf(asked.body));
  DRIEHOEK_ASSIGN_OR_RETURN(const ScoreHistory history,
                            parts_.reads.History(asked.caller.tenant, id));
  DRIEHOEK_ASSIGN_OR_RETURN(const Seen seen, VisibleOne(asked.caller, history.score));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto standings, parts_.reads.Platforms(asked.caller.tenant));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string score, ScoresJson(asked, {seen}, standings));
  std::vector<Seen> versions;
  for (const Score& version : history.versions) versions.push_back({version, seen.student_name});
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string list, ScoresJson(asked, versions, standings));
  return JsonObjectWriter()
      .Raw("score", score)
      .Raw("attempts", AttemptsJson(history.attempts, asked.language))
      .Raw("versions", absl::StrCat("[", list, "]"))
      .Done();
}

absl::StatusOr<std::string> ScorePages::ResendJson(const Asked& asked) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string id, ScoreIdOf(asked.body));
  DRIEHOEK_ASSIGN_OR_RETURN(const ScoreHistory history,
                            parts_.reads.History(asked.caller.tenant, id));
  DRIEHOEK_ASSIGN_OR_RETURN(Seen seen, VisibleOne(asked.caller, history.score));
  DRIEHOEK_ASSIGN_OR_RETURN(seen.score, parts_.outbox.Resend(asked.caller.tenant, id));
  parts_.due();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto standings, parts_.reads.Platforms(asked.caller.tenant));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string score, ScoresJson(asked, {seen}, standings));
  return JsonObjectWriter().Raw("score", score).Done();
}

Response ScorePages::List(const Request& request) {
  const auto asked = Read(request);
  return Answer(asked.ok() ? ListJson(*asked) : asked.status());
}

Response ScorePages::History(const Request& request) {
  const auto asked = Read(request);
  return Answer(asked.ok() ? HistoryJson(*asked) : asked.status());
}

Response ScorePages::Resend(const Request& request) {
  const auto asked = Read(request);
  return Answer(asked.ok() ? ResendJson(*asked) : asked.status());
}

}  // namespace driehoek::lti
