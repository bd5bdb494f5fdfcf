#include "calendar/feed_handler.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "calendar/entries.h"
#include "calendar/feed_policy.h"
#include "shared/auth/carried_secret.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::calendar {
namespace {

constexpr absl::string_view kFeedPattern =
    "institutions/{institution}/persons/{person}/calendarFeed";
constexpr absl::string_view kPersonPattern = "institutions/{institution}/persons/{person}";

std::string FeedName(const TenantId& tenant, const PersonId& person) {
  return absl::StrCat(PersonName(tenant, person), "/calendarFeed");
}

v1::CalendarFeed ToProto(const TenantId& tenant, const Feed& feed) {
  v1::CalendarFeed proto;
  proto.set_name(FeedName(tenant, feed.person));
  proto.set_state(static_cast<v1::CalendarFeed::State>(rpc::EnumNumber(feed.state)));
  proto.set_titles(static_cast<v1::CalendarFeed::Titles>(rpc::EnumNumber(feed.titles)));
  if (feed.version > 0) *proto.mutable_create_time() = rpc::ToProto(feed.create_time);
  proto.set_etag(rpc::Etag(feed.version));
  return proto;
}

absl::Status FeedUnknown() {
  return Error(absl::StatusCode::kNotFound, "CALENDAR_FEED_UNKNOWN", "there is no such feed");
}

}  // namespace

absl::StatusOr<Feed> FeedHandler::Load(const rpc::Call& call, const PersonId& person) const {
  auth::Relations held;
  if (!person.empty() && person == call.caller().person) held.Add(auth::Relation::kSelf);
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(kGetCalendarFeed, held));
  return parts_.store.Of(call.tenant(), person, call.deadline());
}

absl::StatusOr<std::string> FeedHandler::Commit(const rpc::Call& call, const Feed& after,
                                                std::string answer) const {
  const std::string name = FeedName(call.tenant(), after.person);
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, after.version - 1});
  plan.response = std::move(answer);
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  return parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                  [&](storage::TenantTransaction& transaction) {
                                    return SqlFeedStore::Put(transaction, after);
                                  });
}

absl::StatusOr<v1::CalendarFeed> FeedHandler::GetCalendarFeed(
    const rpc::Call& call, const v1::GetCalendarFeedRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(request.name(), kFeedPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const Feed feed, Load(call, PersonId(name.id())));
  return ToProto(call.tenant(), feed);
}

absl::StatusOr<v1::CreateCalendarFeedResponse> FeedHandler::CreateCalendarFeed(
    const rpc::Call& call, const v1::CreateCalendarFeedRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parent,
                            ResourceName::Parse(request.parent(), kPersonPattern, "parent"));
  const v1::CalendarFeed& asked = request.calendar_feed();
  DRIEHOEK_ASSIGN_OR_RETURN(const Feed feed, Load(call, PersonId(parent.id())));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(asked.etag(), feed.version, rpc::EtagRule::kOptional));
  const Titles titles =
      asked.titles() == v1::CalendarFeed::WITH_NAMES ? Titles::kWithNames : Titles::kCodesOnly;
  const auth::NewSecret secret = auth::MakeCarriedSecret(call.tenant());
  Feed after = WithNewAddress(feed, titles, secret.hash, call.now());
  ++after.version;
  // The address is added after the answer was stored, so that it is at rest nowhere.
  v1::CreateCalendarFeedResponse response;
  *response.mutable_calendar_feed() = ToProto(call.tenant(), after);
  const std::string answer = response.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored, Commit(call, after, answer));
  if (stored == answer) {
    response.set_uri(absl::StrCat(parts_.lti_url, "/calendar/", secret.text, ".ics"));
    return response;
  }
  response.ParseFromString(stored);
  return response;
}

absl::StatusOr<v1::CalendarFeed> FeedHandler::RevokeCalendarFeed(
    const rpc::Call& call, const v1::RevokeCalendarFeedRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(request.name(), kFeedPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const Feed feed, Load(call, PersonId(name.id())));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), feed.version, rpc::EtagRule::kOptional));
  DRIEHOEK_ASSIGN_OR_RETURN(Feed after, Revoke(feed));
  ++after.version;
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            Commit(call, after, ToProto(call.tenant(), after).SerializeAsString()));
  v1::CalendarFeed answer;
  answer.ParseFromString(stored);
  return answer;
}

absl::StatusOr<v1::OpenCalendarFeedResponse> FeedHandler::OpenCalendarFeed(
    const rpc::Call& call, const v1::OpenCalendarFeedRequest& request) const {
  const auto secret = auth::ParseCarriedSecret(request.secret());
  if (!secret.has_value()) return FeedUnknown();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<Feed> feed,
                            parts_.store.Opened(secret->tenant, secret->hash, call.deadline()));
  if (!feed.has_value()) {
    return parts_.wrong_secrets.Answer(secret->tenant, call.now(), FeedUnknown());
  }
  const auto agenda = parts_.agendas.Of(secret->tenant, feed->person, call.now(), call.deadline());
  if (absl::IsNotFound(agenda.status())) return FeedUnknown();
  if (!agenda.ok()) return agenda.status();
  v1::OpenCalendarFeedResponse response;
  response.set_calendar(ics::Write(CalendarOf(*agenda, feed->titles, call.now())));
  return response;
}

}  // namespace driehoek::calendar
