#include "placement/continuation/route_policy.h"

#include "placement/policy.h"

namespace driehoek::placement::continuation {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

}  // namespace

std::vector<Right> ContinuationRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetContinuationRoute, kListContinuationRoutes}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
    rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
    rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  }
  rights.push_back({kOpenContinuationRoute, Role::kStudent, {Relation::kSelf}});
  rights.push_back({kOpenContinuationRoute, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({kSuggestAlternatives, Role::kTeacher, {Relation::kAssigned}});
  for (const absl::string_view method :
       {kOpenContinuationRoute, kSuggestAlternatives, kOfferOptions, kCloseContinuationRoute}) {
    rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  }
  rights.push_back({kChooseOption, Role::kStudent, {Relation::kSelf}});
  return rights;
}

// The side of the employer has no row above; here it is concerned by nothing either (I5).
Relations RelationsTo(const Route& route, const auth::Caller& caller, const ReachFact& reach) {
  return placement::RelationsTo(Concerned{.programme = route.programme, .student = route.student},
                                caller, reach);
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            RouteQuery& query) {
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  if (needed.Has(Relation::kSelf)) {
    query.students = {{caller.person}};
    return true;
  }
  if (needed.Has(Relation::kAssigned)) {
    query.students = reach.students;
    return true;
  }
  return false;
}

}  // namespace driehoek::placement::continuation
