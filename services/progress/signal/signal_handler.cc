#include "progress/signal/signal_handler.h"

#include <algorithm>
#include <map>
#include <utility>

#include "progress/policy.h"
#include "progress/signal/signal_events.h"
#include "progress/signal/signal_policy.h"
#include "progress/signal/signal_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::signal {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
// Stands in the audit chain for who raised a signal in confidence: the chain tells that it was
// raised, not by whom (R62).
constexpr absl::string_view kConfidentialActor = "confidential";

absl::StatusOr<SignalQuery> ReadQuery(const v1::ListSignalsRequest& request) {
  SignalQuery query;
  FieldViolations violations;
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<State>(state, "states", violations));
  }
  for (const int kind : request.kinds()) {
    query.kinds.push_back(rpc::ReadEnum<Kind>(kind, "kinds", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

}  // namespace

absl::StatusOr<absl::CivilDay> SignalHandler::Today(const rpc::Call& call) const {
  return parts_.directory.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<ReachFact> SignalHandler::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return parts_.placements.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<Signal> SignalHandler::LoadAllowed(const rpc::Call& call,
                                                  const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kSignalPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto signal, parts_.store.Find(call.tenant(), SignalId(parsed.id()), call.deadline()));
  if (!signal.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto placement,
      parts_.placements.Find(call.tenant(), signal->placement, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetSignal, RelationsTo(*signal, *placement, call.caller(), reach)));
  return *std::move(signal);
}

template <typename Request>
absl::StatusOr<Signal> SignalHandler::Load(const rpc::Call& call, const Request& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), signal.version));
  return signal;
}

absl::StatusOr<std::string> SignalHandler::NameOf(const rpc::Call& call,
                                                  const PersonId& person) const {
  if (person.empty()) return std::string();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto name,
                            parts_.directory.NameOf(call.tenant(), person, call.deadline()));
  return name.value_or("");
}

absl::Status SignalHandler::CheckPerson(const rpc::Call& call, const PersonId& person,
                                        absl::string_view field,
                                        FieldViolations& violations) const {
  if (person.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto name,
                            parts_.directory.NameOf(call.tenant(), person, call.deadline()));
  if (!name.has_value()) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Signal>> SignalHandler::View(const rpc::Call& call,
                                                            const std::vector<Signal>& signals,
                                                            bool may_show_source) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  std::map<PlacementId, Labels> labels;
  std::vector<v1::Signal> view;
  for (const Signal& signal : signals) {
    if (!labels.contains(signal.placement)) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          labels[signal.placement],
          parts_.placements.LabelsOf(call.tenant(), signal.placement, today, call.deadline()));
    }
    const bool is_shown =
        !signal.is_confidential || (may_show_source && MaySeeSource(signal, call.caller()));
    view.push_back(ToProto(call.tenant(), signal, is_shown ? Source::kShown : Source::kHidden));
    SetLabels(labels[signal.placement], view.back());
    DRIEHOEK_ASSIGN_OR_RETURN(*view.back().mutable_labels()->mutable_addressee(),
                              NameOf(call, signal.addressee));
    if (is_shown) {
      DRIEHOEK_ASSIGN_OR_RETURN(*view.back().mutable_source_display_name(),
                                NameOf(call, signal.source));
    }
    for (std::size_t i = 0; i < signal.interventions.size(); ++i) {
      auto& intervention = *view.back().mutable_interventions(static_cast<int>(i));
      DRIEHOEK_ASSIGN_OR_RETURN(*intervention.mutable_owner_display_name(),
                                NameOf(call, signal.interventions[i].owner));
    }
  }
  return view;
}

absl::StatusOr<v1::Signal> SignalHandler::RaiseSignal(const rpc::Call& call,
                                                      const v1::RaiseSignalRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("signal");
  Signal wish = FromProto(request.signal(), violations);
  CheckWords(wish, violations);
  const PlacementId id(
      rpc::ReadIds(request.signal().placement(), kPlacementPattern, "placement", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                            parts_.placements.Find(call.tenant(), id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(kRaiseSignal, progress::RelationsTo(*placement, call.caller(), reach)).ok();
  if (!is_within_reach) {
    violations.Add("placement", "REFERENCE_NOT_FOUND", "names nothing that is there");
    return violations.ToStatus();
  }
  DRIEHOEK_RETURN_IF_ERROR(CheckPerson(call, wish.addressee, "addressee", violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  wish.id = SignalId(parts_.ids.NewId());
  wish.source = call.caller().person;
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ContactFact contact,
      parts_.directory.ContactOn(call.tenant(), placement->student, today, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto open,
                            parts_.store.OpenOn(call.tenant(), {placement->id}, call.deadline()));
  const auto by_persons = std::count_if(open.begin(), open.end(), [](const Signal& signal) {
    return signal.kind == Kind::kRaisedByPerson;
  });
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PolicyFact policy,
      parts_.programmes.Policy(call.tenant(), placement->programme_variant, call.deadline()));
  return Commit(call,
                Raise(std::move(wish), *placement, contact.teacher, static_cast<int>(by_persons),
                      policy, today, call.now()),
                0);
}

absl::StatusOr<v1::Signal> SignalHandler::GetSignal(const rpc::Call& call,
                                                    const v1::GetSignalRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Signal signal, LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), signal.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {signal}, true));
  return std::move(view.front());
}

absl::StatusOr<v1::ListSignalsResponse> SignalHandler::ListSignals(
    const rpc::Call& call, const v1::ListSignalsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(SignalQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  query.reach = ReachOf(call.NeededRelations(), call.caller(), reach);
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedSignals listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, listed.items, false));
  v1::ListSignalsResponse response;
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_signals() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::Signal> SignalHandler::AcknowledgeSignal(
    const rpc::Call& call, const v1::AcknowledgeSignalRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, Load(call, request));
  const std::int64_t before = signal.version;
  return Commit(call, Acknowledge(std::move(signal), call.caller().person, call.now()), before);
}

absl::StatusOr<v1::Signal> SignalHandler::OpenIntervention(
    const rpc::Call& call, const v1::OpenInterventionRequest& request) const {
  FieldViolations violations("intervention");
  Intervention intervention = FromProto(request.intervention(), violations);
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  Check(intervention, today, violations);
  DRIEHOEK_RETURN_IF_ERROR(CheckPerson(call, intervention.owner, "owner", violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  intervention.id = parts_.ids.NewId();
  const std::int64_t before = signal.version;
  return Commit(call,
                signal::OpenIntervention(std::move(signal), std::move(intervention),
                                         call.caller().person, call.now()),
                before);
}

absl::StatusOr<v1::Signal> SignalHandler::CloseIntervention(
    const rpc::Call& call, const v1::CloseInterventionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, Load(call, request));
  const std::int64_t before = signal.version;
  return Commit(call, signal::CloseIntervention(std::move(signal), request.outcome(), call.now()),
                before);
}

absl::StatusOr<v1::Signal> SignalHandler::ResolveSignal(
    const rpc::Call& call, const v1::ResolveSignalRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, Load(call, request));
  const std::int64_t before = signal.version;
  return Commit(call, End(std::move(signal), State::kResolved, request.outcome(), {}, call.now()),
                before);
}

absl::StatusOr<v1::Signal> SignalHandler::EscalateSignal(
    const rpc::Call& call, const v1::EscalateSignalRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, Load(call, request));
  const std::int64_t before = signal.version;
  return Commit(call, End(std::move(signal), State::kEscalated, request.outcome(), {}, call.now()),
                before);
}

absl::StatusOr<v1::Signal> SignalHandler::ContinueSignal(
    const rpc::Call& call, const v1::ContinueSignalRequest& request) const {
  FieldViolations violations;
  const RouteId route(rpc::ReadIds(request.continuation_route(), kRoutePattern,
                                   "continuation_route", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(Signal signal, Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto placement, parts_.continuations.PlacementOf(
                                                      call.tenant(), route, call.deadline()));
  if (placement != signal.placement) {
    violations.Add("continuation_route", "REFERENCE_NOT_FOUND",
                   "names no way on of this placement");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const std::int64_t before = signal.version;
  return Commit(call,
                End(std::move(signal), State::kContinuation, request.outcome(), route, call.now()),
                before);
}

absl::StatusOr<v1::Signal> SignalHandler::Commit(const rpc::Call& call,
                                                 absl::StatusOr<SignalChange> change,
                                                 std::int64_t before) const {
  if (!change.ok()) return change.status();
  change->after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, View(call, {change->after}, false));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(SignalName(call.tenant(), change->after.id),
                                         driehoek::NameOf(change->after.kind));
  if (before == 0 && change->after.is_confidential) {
    for (events::AuditRecord& record : plan.audit) record.actor = std::string(kConfidentialActor);
  }
  AddChange(call.tenant(), *change, before, plan);
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlSignalStore::Put(transaction,
                                                                                  change->after);
                                                     }));
  v1::Signal proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::progress::signal
