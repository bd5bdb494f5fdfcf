#include "placement/capacity/policy.h"

#include <algorithm>

namespace driehoek::capacity {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

}  // namespace

std::vector<Right> CapacityRights() {
  std::vector<Right> rights;
  const auto allow = [&](std::initializer_list<absl::string_view> methods,
                         std::initializer_list<Role> roles, Relation relation) {
    for (const absl::string_view method : methods) {
      for (const Role role : roles) rights.push_back({method, role, {relation}});
    }
  };
  allow({kGetCapacityOffer, kListCapacityOffers}, {Role::kStudent}, Relation::kSelf);
  allow({kGetCapacityOffer, kListCapacityOffers}, {Role::kTeacher, Role::kProgrammeManager},
        Relation::kInstitution);
  allow({kGetHostingIntent, kListHostingIntents}, {Role::kProgrammeManager},
        Relation::kInstitution);
  allow({kGetCapacityOffer, kListCapacityOffers, kCreateCapacityOffer, kUpdateCapacityOffer,
         kWithdrawCapacityOffer, kGetHostingIntent, kListHostingIntents, kAnswerHostingIntent},
        {Role::kWorkplaceSupervisor, Role::kOrganisationContact}, Relation::kOrganisation);
  allow({kGetCapacityOffer, kListCapacityOffers, kCreateCapacityOffer, kUpdateCapacityOffer,
         kWithdrawCapacityOffer, kGetHostingIntent, kListHostingIntents, kAskHostingIntent,
         kAnswerHostingIntent},
        {Role::kPracticeOffice, Role::kService}, Relation::kInstitution);
  return rights;
}

Relations RelationsTo(const OrganisationId& organisation, const ReachFact& reach) {
  Relations relations = {Relation::kInstitution};
  const auto& own = reach.organisations;
  if (std::find(own.begin(), own.end(), organisation) != own.end()) {
    relations.Add(Relation::kOrganisation);
  }
  return relations;
}

Relations RelationsTo(const CapacityOffer& offer, const ReachFact& reach, absl::CivilDay today) {
  Relations relations = RelationsTo(offer.organisation, reach);
  const bool is_open =
      std::any_of(reach.studies.begin(), reach.studies.end(),
                  [&](const Study& study) { return IsOpenTo(offer, study, today); });
  if (is_open) relations.Add(Relation::kSelf);
  return relations;
}

void Narrow(Relations needed, const ReachFact& reach, absl::CivilDay today, OfferQuery& query) {
  if (needed.Has(Relation::kInstitution)) return;
  if (needed.Has(Relation::kSelf)) {
    query.studies = reach.studies;
    query.today = today;
  } else {
    query.organisations = reach.organisations;
  }
}

void Narrow(Relations needed, const ReachFact& reach, IntentQuery& query) {
  if (!needed.Has(Relation::kInstitution)) query.organisations = reach.organisations;
}

}  // namespace driehoek::capacity
