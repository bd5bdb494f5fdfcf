#include "progress/signal/signal_proto.h"

#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::signal {
namespace {

using rpc::EnumNumber;
using Proto = v1::Signal;

v1::TriangleEdge ToProto(Edge edge) { return static_cast<v1::TriangleEdge>(EnumNumber(edge)); }

Proto::Fact ToProto(const Fact& fact) {
  Proto::Fact proto;
  proto.set_code(static_cast<Proto::Fact::Code>(EnumNumber(fact.code)));
  proto.set_value(fact.value);
  proto.set_limit(fact.limit);
  if (fact.date.has_value()) *proto.mutable_date() = rpc::ToProto(*fact.date);
  if (fact.edge.has_value()) proto.set_edge(ToProto(*fact.edge));
  proto.set_resource(fact.resource);
  proto.set_points(fact.points);
  return proto;
}

Proto::Intervention ToProto(const TenantId& tenant, const Intervention& intervention) {
  Proto::Intervention proto;
  proto.set_id(intervention.id);
  proto.set_kind(static_cast<Proto::Intervention::Kind>(EnumNumber(intervention.kind)));
  proto.set_owner(PersonName(tenant, intervention.owner));
  for (const std::string& action : intervention.actions) proto.add_actions(action);
  *proto.mutable_deadline_date() = rpc::ToProto(intervention.deadline);
  proto.set_outcome(intervention.outcome);
  proto.set_opener(PersonName(tenant, intervention.opener));
  *proto.mutable_open_time() = rpc::ToProto(intervention.open_time);
  if (intervention.close_time.has_value()) {
    *proto.mutable_close_time() = rpc::ToProto(*intervention.close_time);
  }
  return proto;
}

v1::Triangle::Contact ContactOn(const Triangle& triangle, Edge edge, absl::CivilDay today) {
  v1::Triangle::Contact proto;
  proto.set_edge(ToProto(edge));
  if (const auto& last = triangle.history.last_contact[edge]; last.has_value()) {
    *proto.mutable_last_contact_date() = rpc::ToProto(*last);
  }
  proto.set_silent_days(SilentDays(triangle.history, edge, today));
  proto.set_limit_days(triangle.policy.silence_weeks[edge] * 7);
  return proto;
}

}  // namespace

std::string SignalName(const TenantId& tenant, const SignalId& id) {
  return MakeName(tenant, "signals", id.value());
}
std::string PlacementName(const TenantId& tenant, const PlacementId& id) {
  return MakeName(tenant, "placements", id.value());
}

Proto ToProto(const TenantId& tenant, const Signal& signal, Source source) {
  Proto proto;
  proto.set_name(SignalName(tenant, signal.id));
  proto.set_placement(PlacementName(tenant, signal.placement));
  proto.set_student(PersonName(tenant, signal.student));
  proto.set_kind(static_cast<Proto::Kind>(EnumNumber(signal.kind)));
  if (signal.edge.has_value()) proto.set_edge(ToProto(*signal.edge));
  proto.set_severity(static_cast<Proto::Severity>(EnumNumber(signal.severity)));
  proto.set_state(static_cast<Proto::State>(EnumNumber(signal.state)));
  for (const Fact& fact : signal.facts) *proto.add_facts() = ToProto(fact);
  proto.set_is_current(signal.is_current);
  proto.set_words(signal.words);
  proto.set_confidential(signal.is_confidential);
  if (source == Source::kShown && !signal.source.empty()) {
    proto.set_source(PersonName(tenant, signal.source));
  }
  if (!signal.addressee.empty()) proto.set_addressee(PersonName(tenant, signal.addressee));
  *proto.mutable_raise_time() = rpc::ToProto(signal.raise_time);
  *proto.mutable_acknowledge_due_date() = rpc::ToProto(signal.acknowledge_due);
  // UNSPECIFIED stands for a mark of its own: none was passed.
  proto.set_mark(static_cast<Proto::Mark>(signal.mark));
  if (!signal.acknowledger.empty()) {
    proto.set_acknowledger(PersonName(tenant, signal.acknowledger));
  }
  if (signal.acknowledge_time.has_value()) {
    *proto.mutable_acknowledge_time() = rpc::ToProto(*signal.acknowledge_time);
  }
  for (const Intervention& intervention : signal.interventions) {
    *proto.add_interventions() = ToProto(tenant, intervention);
  }
  proto.set_outcome(signal.outcome);
  if (!signal.continuation_route.empty()) {
    proto.set_continuation_route(
        MakeName(tenant, "continuationRoutes", signal.continuation_route.value()));
  }
  if (signal.end_time.has_value()) *proto.mutable_end_time() = rpc::ToProto(*signal.end_time);
  *proto.mutable_update_time() = rpc::ToProto(signal.update_time);
  proto.set_etag(rpc::Etag(signal.version));
  return proto;
}

void SetLabels(const Labels& labels, Proto& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_student(labels.student);
  wire->set_programme(labels.programme);
  wire->set_organisation(labels.organisation);
  wire->set_supervisor(labels.supervisor);
}

v1::Triangle ToProto(const TenantId& tenant, const Triangle& triangle, const Labels& labels,
                     absl::CivilDay today) {
  v1::Triangle proto;
  proto.set_placement(PlacementName(tenant, triangle.placement.id));
  proto.set_student(PersonName(tenant, triangle.placement.student));
  proto.set_student_display_name(labels.student);
  proto.set_programme_display_name(labels.programme);
  proto.set_organisation_display_name(labels.organisation);
  proto.set_supervisor_display_name(labels.supervisor);
  proto.set_contact_person_display_name(labels.contact_person);
  *proto.mutable_start_date() = rpc::ToProto(triangle.placement.start_date);
  *proto.mutable_end_date() = rpc::ToProto(triangle.placement.end_date);
  for (const Edge edge : kEdges) *proto.add_contacts() = ContactOn(triangle, edge, today);
  if (triangle.next_check_in.has_value()) {
    *proto.mutable_next_check_in_time() = rpc::ToProto(*triangle.next_check_in);
  }
  for (const VerdictFact& verdict : triangle.history.verdicts) {
    auto* due = proto.add_verdicts_due();
    due->set_learning_task(verdict.task);
    due->set_title(verdict.title);
    *due->mutable_due_date() = rpc::ToProto(verdict.due_date);
    due->set_late_working_days(verdict.late_working_days);
  }
  for (const Signal& signal : triangle.open) {
    const Source source = signal.is_confidential ? Source::kHidden : Source::kShown;
    *proto.add_open_signals() = ToProto(tenant, signal, source);
  }
  if (const auto severity = SeverityOf(triangle)) {
    proto.set_severity(static_cast<Proto::Severity>(EnumNumber(*severity)));
  }
  return proto;
}

Signal FromProto(const Proto& proto, FieldViolations& violations) {
  Signal signal{.words = proto.words(), .is_confidential = proto.confidential()};
  if (proto.severity() != Proto::SEVERITY_UNSPECIFIED) {
    signal.severity = rpc::ReadEnum<Severity>(proto.severity(), "severity", violations);
  }
  signal.addressee =
      PersonId(rpc::ReadIds(proto.addressee(), kPersonPattern, "addressee", violations)[0]);
  return signal;
}

Intervention FromProto(const Proto::Intervention& proto, FieldViolations& violations) {
  return {.kind = rpc::ReadEnum<InterventionKind>(proto.kind(), "kind", violations),
          .owner = PersonId(rpc::ReadIds(proto.owner(), kPersonPattern, "owner", violations)[0]),
          .actions = {proto.actions().begin(), proto.actions().end()},
          .deadline = rpc::ReadDay(proto.deadline_date(), "deadline_date", violations)};
}

}  // namespace driehoek::progress::signal
