#include "placement/scan/criteria_handler.h"

#include <utility>

#include "placement/policy.h"
#include "placement/scan/scan_policy.h"
#include "placement/scan/scan_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::scan {
namespace {

// Two who publish at once: the second takes the next number.
constexpr int kTries = 5;

}  // namespace

absl::StatusOr<ProgrammeId> CriteriaHandler::Programme(const rpc::Call& call,
                                                       const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(name, kProgrammePattern, "parent"));
  ProgrammeId programme(parsed.id());
  DRIEHOEK_ASSIGN_OR_RETURN(const bool is_there,
                            parts_.programmes.Has(call.tenant(), programme, call.deadline()));
  if (!is_there) return auth::NotFound();
  return programme;
}

absl::StatusOr<v1::ScanCriteria> CriteriaHandler::CommitNext(const rpc::Call& call,
                                                             Criteria criteria) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const int newest,
      parts_.store.NewestNumber(call.tenant(), criteria.programme, call.deadline()));
  criteria.number = newest + 1;
  criteria.version = 1;
  const std::string name = CriteriaName(call.tenant(), criteria.programme, criteria.id);
  events::CommitPlan plan = call.NewPlan(name);
  plan.writes.push_back({name, 0});
  plan.response = ToProto(call.tenant(), criteria).SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlCriteriaStore::Put(transaction,
                                                                                    criteria);
                                                     }));
  v1::ScanCriteria proto;
  proto.ParseFromString(answer);
  return proto;
}

absl::StatusOr<v1::ScanCriteria> CriteriaHandler::CreateScanCriteria(
    const rpc::Call& call, const v1::CreateScanCriteriaRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ProgrammeId programme, Programme(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetScanCriteria, placement::RelationsTo(programme, call.caller())));
  Criteria criteria{
      .programme = programme, .id = CriteriaId(parts_.ids.NewId()), .create_time = call.now()};
  FieldViolations violations("scan_criteria");
  FromProto(request.scan_criteria(), criteria, violations);
  Check(criteria, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  absl::StatusOr<v1::ScanCriteria> answer;
  for (int i = 0; i < kTries; ++i) {
    answer = CommitNext(call, criteria);
    if (ReasonOf(answer.status()) != "UNIQUE_VIOLATION") break;
  }
  return answer;
}

absl::StatusOr<v1::ScanCriteria> CriteriaHandler::GetScanCriteria(
    const rpc::Call& call, const v1::GetScanCriteriaRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed,
                            ResourceName::Parse(request.name(), kCriteriaPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto found, parts_.store.Find(call.tenant(), CriteriaId(parsed.id()), call.deadline()));
  // Under a programme that is not its own, it is not there.
  if (!found.has_value() || found->programme.value() != parsed.id(1)) return auth::NotFound();
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetScanCriteria, placement::RelationsTo(found->programme, call.caller())));
  return ToProto(call.tenant(), *found);
}

absl::StatusOr<v1::ListScanCriteriaResponse> CriteriaHandler::ListScanCriteria(
    const rpc::Call& call, const v1::ListScanCriteriaRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ProgrammeId programme, Programme(call, request.parent()));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetScanCriteria, placement::RelationsTo(programme, call.caller())));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ListedCriteria listed,
      parts_.store.List(call.tenant(), programme, page.size, page.cursor, call.deadline()));
  v1::ListScanCriteriaResponse response;
  for (const Criteria& criteria : listed.items) {
    *response.add_scan_criteria() = ToProto(call.tenant(), criteria);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

}  // namespace driehoek::placement::scan
