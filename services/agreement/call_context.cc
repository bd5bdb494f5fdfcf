#include "agreement/call_context.h"

#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "agreement/agreement_events.h"
#include "agreement/agreement_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::agreement {
namespace {

constexpr absl::string_view kAgreementPattern = "institutions/{institution}/agreements/{agreement}";
constexpr absl::string_view kVersionPattern =
    "institutions/{institution}/agreements/{agreement}/versions/{version}";

// The persons whose names an agreement already holds.
std::vector<NamedPerson> KnownPersons(const Agreement& agreement) {
  std::vector<NamedPerson> known = {{agreement.student, agreement.student_name}};
  for (const auto* version : {&agreement.in_force, &agreement.proposal}) {
    if (!version->has_value()) continue;
    for (const Party& party : (*version)->parties) {
      known.push_back({party.person, party.display_name});
    }
  }
  return known;
}

}  // namespace

absl::StatusOr<std::vector<OrganisationId>> CallContext::OwnOrganisations() const {
  const auth::Caller& caller = call_.caller();
  const bool is_guest = caller.role == auth::Role::kOrganisationContact ||
                        caller.role == auth::Role::kWorkplaceSupervisor;
  if (!is_guest || caller.person.empty()) return std::vector<OrganisationId>();
  return ports_.facts.OrganisationsOf(tenant(), caller.person, call_.deadline());
}

absl::StatusOr<NamedPerson> CallContext::ContactOf(const Agreement& agreement) const {
  return ports_.facts.ContactPerson(tenant(), agreement.student, call_.now(), call_.deadline());
}

absl::StatusOr<auth::Relations> CallContext::Relate(const Agreement& agreement,
                                                    const NamedPerson& contact) const {
  CallerFacts facts;
  facts.is_contact_person =
      !call_.caller().person.empty() && contact.person == call_.caller().person;
  if (call_.caller().role == auth::Role::kOrganisationContact) {
    DRIEHOEK_ASSIGN_OR_RETURN(facts.organisations, OwnOrganisations());
  }
  return RelationsTo(agreement, call_.caller(), facts);
}

absl::StatusOr<Loaded> CallContext::Load(absl::string_view name, absl::string_view field) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kAgreementPattern, field));
  Loaded loaded;
  DRIEHOEK_ASSIGN_OR_RETURN(loaded.agreement,
                            ports_.store.Get(tenant(), AgreementId(parsed.id()), call_.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(loaded.contact, ContactOf(loaded.agreement));
  DRIEHOEK_ASSIGN_OR_RETURN(loaded.relations, Relate(loaded.agreement, loaded.contact));
  DRIEHOEK_RETURN_IF_ERROR(call_.MayDo(kGetAgreement, loaded.relations));
  return loaded;
}

absl::StatusOr<std::shared_ptr<const KnownAgreement>> CallContext::LoadKnown(
    absl::string_view name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kAgreementPattern, "name"));
  const AgreementId id(parsed.id());
  const auto compute = [&]() -> absl::StatusOr<KnownAgreement> {
    KnownAgreement made;
    DRIEHOEK_ASSIGN_OR_RETURN(made.agreement, ports_.store.Get(tenant(), id, call_.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(made.contact, ContactOf(made.agreement));
    made.answer = ToProto(tenant(), made.agreement, made.contact).SerializeAsString();
    return made;
  };
  // Under the caller's own institution, whatever the name said.
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::shared_ptr<const KnownAgreement> known,
      ports_.known.Get(tenant(), AgreementName(tenant(), id), call_.now(), compute));
  DRIEHOEK_ASSIGN_OR_RETURN(const auth::Relations relations,
                            Relate(known->agreement, known->contact));
  DRIEHOEK_RETURN_IF_ERROR(call_.MayDo(kGetAgreement, relations));
  return known;
}

absl::StatusOr<CallContext::LoadedVersion> CallContext::LoadVersion(absl::string_view name,
                                                                    absl::string_view field) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kVersionPattern, field));
  LoadedVersion version;
  if (!absl::SimpleAtoi(parsed.id(), &version.number) || version.number < 1) {
    return auth::NotFound();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(version.loaded,
                            Load(MakeName(tenant(), "agreements", parsed.id(1)), field));
  if (version.number > version.loaded.agreement.newest_number) return auth::NotFound();
  return version;
}

absl::StatusOr<Actor> CallContext::ActorNamed(const std::vector<NamedPerson>& known) const {
  const auth::Caller& caller = call_.caller();
  Actor actor{.person = caller.person};
  if (caller.person.empty()) return actor;
  actor.side = SideOf(caller.role);
  for (const NamedPerson& person : known) {
    if (person.person == caller.person) {
      actor.name = person.display_name;
      return actor;
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(const SignerFacts facts,
                            ports_.facts.Signer(tenant(), caller.person, call_.deadline()));
  actor.name = facts.person.display_name;
  return actor;
}

absl::StatusOr<Actor> CallContext::ActorIn(const Agreement& agreement) const {
  return ActorNamed(KnownPersons(agreement));
}

absl::StatusOr<PlacementFacts> CallContext::PlacementOf(const Agreement& agreement) const {
  return ports_.facts.Placement(tenant(), agreement.placement, call_.now(), call_.deadline());
}

events::CommitPlan CallContext::PlanFor(const AgreementChange& change,
                                        absl::string_view reason) const {
  events::CommitPlan plan = call_.NewPlan(AgreementName(tenant(), change.after.id), reason);
  plan.audit.back().subject = PersonName(tenant(), change.after.student);
  plan.events = EventsOf(tenant(), change);
  return plan;
}

absl::StatusOr<v1::Agreement> CallContext::Commit(
    const AgreementChange& change, const NamedPerson& contact, absl::string_view reason,
    std::vector<events::ResourceVersion> also_writes,
    std::vector<events::ResourceVersion> relies_on) const {
  events::CommitPlan plan = PlanFor(change, reason);
  plan.writes = std::move(also_writes);
  plan.relies_on = std::move(relies_on);
  Agreement after = change.after;
  if (!change.is_note) ++after.version;
  v1::Agreement answer = ToProto(tenant(), after, contact);
  plan.response = answer.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(call_.StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string stored,
      ports_.store.Commit(tenant(), change, std::move(plan), call_.deadline()));
  if (!answer.ParseFromString(stored)) {
    return Error(absl::StatusCode::kInternal, "STORED_ANSWER_UNREADABLE",
                 "the stored answer cannot be read");
  }
  return answer;
}

absl::Status CallContext::CommitNote(const AgreementChange& change,
                                     absl::string_view reason) const {
  events::CommitPlan plan = PlanFor(change, reason);
  plan.request.reset();
  return ports_.store.Commit(tenant(), change, std::move(plan), call_.deadline()).status();
}

v1::Agreement CallContext::Answer(const Loaded& loaded) const {
  RecordRead(loaded.agreement);
  return ToProto(tenant(), loaded.agreement, loaded.contact);
}

void CallContext::RecordRead(const Agreement& agreement) const {
  const std::string name = AgreementName(tenant(), agreement.id);
  std::set<PersonId> seen;
  for (const NamedPerson& person : KnownPersons(agreement)) {
    if (person.person.empty() || !seen.insert(person.person).second) continue;
    call_.RecordRead(name, person.person);
  }
}

}  // namespace driehoek::agreement
