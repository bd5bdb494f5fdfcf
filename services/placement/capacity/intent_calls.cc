// Calls on what organisations answer when they are asked to host.
#include <utility>

#include "driehoek/v1/event.pb.h"
#include "placement/capacity/capacity_handler.h"
#include "placement/capacity/capacity_proto.h"
#include "placement/capacity/policy.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::capacity {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

absl::StatusOr<IntentQuery> ReadQuery(const v1::ListHostingIntentsRequest& request) {
  IntentQuery query{.year = request.year()};
  FieldViolations violations;
  if (request.year() != 0) CheckYear(request.year(), violations);
  for (const int answer : request.answers()) {
    query.answers.push_back(rpc::ReadEnum<HostingAnswer>(answer, "answers", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

// Resource and type say it all.
events::EventRecord IntentEvent(absl::string_view type, const std::string& name) {
  v1::Event event;
  event.set_type(std::string(type));
  event.set_resource(name);
  return {event.type(), name, event.SerializeAsString()};
}

}  // namespace

absl::StatusOr<HostingIntent> CapacityHandler::LoadIntent(const rpc::Call& call,
                                                          const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kIntentPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto intent,
      parts_.intents.Find(call.tenant(), HostingIntentId(parsed.id()), call.deadline()));
  if (!intent.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetHostingIntent, RelationsTo(intent->organisation, standing.reach)));
  return *std::move(intent);
}

absl::StatusOr<v1::HostingIntent> CapacityHandler::GetHostingIntent(
    const rpc::Call& call, const v1::GetHostingIntentRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const HostingIntent intent, LoadIntent(call, request.name()));
  return ToProto(call.tenant(), intent);
}

absl::StatusOr<v1::ListHostingIntentsResponse> CapacityHandler::ListHostingIntents(
    const rpc::Call& call, const v1::ListHostingIntentsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(IntentQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(call));
  Narrow(call.NeededRelations(), standing.reach, query);
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedIntents listed,
                            parts_.intents.List(call.tenant(), query, call.deadline()));
  v1::ListHostingIntentsResponse response;
  for (const HostingIntent& intent : listed.items) {
    *response.add_hosting_intents() = ToProto(call.tenant(), intent);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::HostingIntent> CapacityHandler::AskHostingIntent(
    const rpc::Call& call, const v1::AskHostingIntentRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations;
  HostingIntent intent{
      .id = HostingIntentId(parts_.ids.NewId()),
      .organisation = OrganisationId(rpc::ReadIds(request.organisation(), kOrganisationPattern,
                                                  "organisation", violations)[0]),
      .year = request.year(),
      .ask_time = call.now()};
  CheckYear(request.year(), violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      intent.organisation_name,
      parts_.directory.OrganisationName(call.tenant(), intent.organisation, call.deadline()));
  if (intent.organisation_name.empty() && !intent.organisation.empty()) {
    violations.Add("organisation", "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return CommitIntent(call, std::move(intent), 0, "hosting_intent.asked");
}

absl::StatusOr<v1::HostingIntent> CapacityHandler::AnswerHostingIntent(
    const rpc::Call& call, const v1::AnswerHostingIntentRequest& request) const {
  FieldViolations violations;
  HostingReply reply = ReplyOf(request, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(HostingIntent intent, LoadIntent(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), intent.version));
  const std::int64_t before = intent.version;
  DRIEHOEK_ASSIGN_OR_RETURN(intent, Answer(std::move(intent), std::move(reply), call.now()));
  return CommitIntent(call, std::move(intent), before, "hosting_intent.answered");
}

absl::StatusOr<v1::HostingIntent> CapacityHandler::CommitIntent(const rpc::Call& call,
                                                                HostingIntent intent,
                                                                std::int64_t before,
                                                                absl::string_view event) const {
  intent.version = before + 1;
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  const std::string name = IntentName(call.tenant(), intent.id);
  events::CommitPlan plan = call.NewPlan(name, NameOf(intent.answer));
  plan.writes = {{name, before}};
  plan.events = {IntentEvent(event, name)};
  plan.response = ToProto(call.tenant(), intent).SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string answer,
      parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                               [&](storage::TenantTransaction& transaction) {
                                 return before == 0 ? SqlIntentStore::Insert(transaction, intent)
                                                    : SqlIntentStore::Update(transaction, intent);
                               }));
  v1::HostingIntent proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::capacity
