#include "progress/evidence/evidence_policy.h"

#include <algorithm>

#include "progress/policy.h"

namespace driehoek::progress::evidence {
namespace {

using auth::Relation;
using auth::Relations;
using auth::Right;
using auth::Role;

void AddReaders(absl::string_view method, std::vector<Right>& rights) {
  rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  rights.push_back({method, Role::kTeacher, {Relation::kAssigned}});
  rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  rights.push_back({method, Role::kExaminer, {Relation::kAssigned}});
  rights.push_back({method, Role::kPracticeOffice, {Relation::kProgramme}});
  rights.push_back({method, Role::kProgrammeManager, {Relation::kProgramme}});
  rights.push_back({method, Role::kService, {Relation::kInstitution}});
}

}  // namespace

std::vector<Right> EvidenceRights() {
  std::vector<Right> rights;
  for (const absl::string_view method : {kGetEvidenceItem, kListEvidenceItems, kReadEvidenceFile,
                                         kGetEvidenceProfile, kGetOutcomeProgress}) {
    AddReaders(method, rights);
  }
  for (const absl::string_view method :
       {kCreateEvidenceItem, kAddEvidenceVersion, kLinkEvidenceItem, kRequestEvidenceConfirmations,
        kArchiveEvidenceItem, kBeginEvidenceUpload, kGetEvidenceUpload, kWriteEvidenceUploadChunk,
        kFinishEvidenceUpload, kExportEvidence}) {
    rights.push_back({method, Role::kStudent, {Relation::kSelf}});
  }
  rights.push_back({kArchiveEvidenceItem, Role::kPracticeOffice, {Relation::kProgramme}});
  for (const absl::string_view method : {kConfirmEvidenceItems, kDisputeEvidenceItem}) {
    rights.push_back({method, Role::kWorkplaceSupervisor, {Relation::kAssigned}});
  }
  return rights;
}

Relations RelationsTo(const PlacementFact& placement, const auth::Caller& caller,
                      const ReachFact& reach, const std::vector<PlacementId>& judged) {
  Relations relations = progress::RelationsTo(placement, caller, reach);
  const bool is_judged = std::find(judged.begin(), judged.end(), placement.id) != judged.end();
  if (caller.role == Role::kExaminer && is_judged) relations.Add(Relation::kAssigned);
  return relations;
}

bool Narrow(Relations needed, const auth::Caller& caller, const ReachFact& reach,
            const std::vector<PlacementId>& judged, ItemQuery& query) {
  if (needed.Has(Relation::kInstitution)) return true;
  if (needed.Has(Relation::kProgramme)) {
    if (!caller.programmes.empty()) query.programmes = caller.programmes;
    return true;
  }
  if (caller.person.empty()) return false;
  if (IsEmployerSide(caller.role)) {
    query.placements = reach.placements;
    return true;
  }
  if (caller.role == Role::kExaminer) {
    query.placements = judged;
    return true;
  }
  if (caller.role == Role::kTeacher) {
    query.students = reach.students;
    return true;
  }
  if (caller.role == Role::kStudent) {
    query.students = {{caller.person}};
    return true;
  }
  return false;
}

}  // namespace driehoek::progress::evidence
