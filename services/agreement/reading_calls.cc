#include "agreement/reading_calls.h"

#include <map>
#include <utility>

#include "agreement/agreement_proto.h"
#include "agreement/compare.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::agreement {
namespace {

// What the caller's role reaches at most (policy.h, RelationsTo, turned into a question for the
// store).
absl::StatusOr<ListReach> ReachOf(const CallContext& context) {
  const rpc::Call& call = context.call();
  const auth::Caller& caller = call.caller();
  const auth::Relations needed = call.NeededRelations();
  ListReach reach;
  reach.everything =
      needed.Intersects({auth::Relation::kInstitution, auth::Relation::kProgramme});
  reach.programmes = caller.programmes;
  if (reach.everything || caller.person.empty()) return reach;
  if (caller.role == auth::Role::kStudent) reach.students = {caller.person};
  if (caller.role == auth::Role::kWorkplaceSupervisor) reach.workplace_signer = caller.person;
  if (caller.role == auth::Role::kTeacher) {
    reach.programme_signer = caller.person;
    DRIEHOEK_ASSIGN_OR_RETURN(reach.students,
                              context.ports().facts.StudentsOf(context.tenant(), caller.person,
                                                               call.now(), call.deadline()));
  }
  if (caller.role == auth::Role::kOrganisationContact) {
    DRIEHOEK_ASSIGN_OR_RETURN(reach.organisations, context.OwnOrganisations());
  }
  return reach;
}

// The last id of an optional name filter.
absl::StatusOr<std::string> IdOf(absl::string_view name, absl::string_view pattern,
                                 absl::string_view field) {
  if (name.empty()) return std::string();
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, pattern, field));
  return parsed.id();
}

absl::StatusOr<ListQuery> QueryOf(const CallContext& context,
                                  const v1::ListAgreementsRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(rpc::Page page, rpc::ParsePage(request));
  ListQuery query{.programme_variant = request.programme_variant(),
                  .overdue_only = request.overdue_only(),
                  .limit = page.size,
                  .cursor = std::move(page.cursor)};
  for (const int state : request.states()) {
    if (state != v1::AgreementVersion::STATE_UNSPECIFIED) {
      query.states.push_back(static_cast<VersionState>(state));
    }
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string placement,
      IdOf(request.placement(), "institutions/{institution}/placements/{placement}", "placement"));
  query.placement = PlacementId(placement);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string student,
      IdOf(request.student(), "institutions/{institution}/persons/{person}", "student"));
  query.student = PersonId(student);
  DRIEHOEK_ASSIGN_OR_RETURN(query.reach, ReachOf(context));
  return query;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const std::string>> GetAgreement(
    const CallContext& context, const v1::GetAgreementRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const std::shared_ptr<const KnownAgreement> known,
                            context.LoadKnown(request.name()));
  context.RecordRead(known->agreement);
  return std::shared_ptr<const std::string>(known, &known->answer);
}

absl::StatusOr<v1::ListAgreementsResponse> ListAgreements(
    const CallContext& context, const v1::ListAgreementsRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const ListQuery query, QueryOf(context, request));
  const rpc::Call& call = context.call();
  DRIEHOEK_ASSIGN_OR_RETURN(const PageOf<Agreement> page,
                            context.ports().store.List(context.tenant(), query, call.deadline()));
  v1::ListAgreementsResponse response;
  std::map<PersonId, NamedPerson> contacts;
  for (const Agreement& agreement : page.items) {
    auto contact = contacts.find(agreement.student);
    if (contact == contacts.end()) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          NamedPerson found, context.ports().facts.ContactPerson(
                                 context.tenant(), agreement.student, call.now(), call.deadline()));
      contact = contacts.emplace(agreement.student, std::move(found)).first;
    }
    *response.add_agreements() = ToProto(context.tenant(), agreement, contact->second);
    context.RecordRead(agreement);
  }
  response.set_next_page_token(rpc::MakePageToken(request, page.cursor));
  return response;
}

absl::StatusOr<v1::ListAgreementVersionsResponse> ListAgreementVersions(
    const CallContext& context, const v1::ListAgreementVersionsRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.parent(), "parent"));
  const AgreementId& id = loaded.agreement.id;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PageOf<Version> versions,
      context.ports().store.ListVersions(context.tenant(), id, page.size, page.cursor,
                                         context.call().deadline()));
  v1::ListAgreementVersionsResponse response;
  for (const Version& version : versions.items) {
    *response.add_versions() = ToProto(context.tenant(), id, version);
  }
  response.set_next_page_token(rpc::MakePageToken(request, versions.cursor));
  context.RecordRead(loaded.agreement);
  return response;
}

absl::StatusOr<v1::CompareAgreementVersionsResponse> CompareAgreementVersions(
    const CallContext& context, const v1::CompareAgreementVersionsRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const CallContext::LoadedVersion newer,
                            context.LoadVersion(request.name()));
  const Agreement& agreement = newer.loaded.agreement;
  int base = newer.number - 1;
  if (!request.base().empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const CallContext::LoadedVersion older,
                              context.LoadVersion(request.base(), "base"));
    base = older.number;
    if (older.loaded.agreement.id != agreement.id) {
      FieldViolations wrong;
      wrong.Add("base", "VERSION_OF_OTHER_AGREEMENT", "must be a version of the same agreement");
      return wrong.ToStatus();
    }
  }
  v1::CompareAgreementVersionsResponse response;
  // Nothing stood before the first version: nothing differs.
  if (base < 1) return response;
  AgreementStore& store = context.ports().store;
  const absl::Time deadline = context.call().deadline();
  DRIEHOEK_ASSIGN_OR_RETURN(const Version older,
                            store.GetVersion(context.tenant(), agreement.id, base, deadline));
  DRIEHOEK_ASSIGN_OR_RETURN(const Version newest, store.GetVersion(context.tenant(), agreement.id,
                                                                   newer.number, deadline));
  for (const Difference& difference : Compare(older, newest, agreement.language)) {
    *response.add_differences() = ToProto(difference);
  }
  context.RecordRead(agreement);
  return response;
}

absl::StatusOr<v1::ListAgreementEventsResponse> ListAgreementEvents(
    const CallContext& context, const v1::ListAgreementEventsRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, context.Load(request.parent(), "parent"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PageOf<TimelineEntry> timeline,
      context.ports().store.ListTimeline(context.tenant(), loaded.agreement.id, page.size,
                                         page.cursor, context.call().deadline()));
  v1::ListAgreementEventsResponse response;
  for (const TimelineEntry& entry : timeline.items) *response.add_events() = ToProto(entry);
  response.set_next_page_token(rpc::MakePageToken(request, timeline.cursor));
  context.RecordRead(loaded.agreement);
  return response;
}

absl::StatusOr<v1::DownloadAgreementResponse> DownloadAgreement(
    const CallContext& context, const v1::DownloadAgreementRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(const CallContext::LoadedVersion found,
                            context.LoadVersion(request.name()));
  const Agreement& agreement = found.loaded.agreement;
  DRIEHOEK_ASSIGN_OR_RETURN(const Version version, context.ports().store.GetVersion(
                                                       context.tenant(), agreement.id, found.number,
                                                       context.call().deadline()));
  if (!version.sealed.has_value()) {
    return Error(absl::StatusCode::kFailedPrecondition, "VERSION_NOT_SEALED",
                 "the version never came in force");
  }
  v1::DownloadAgreementResponse response;
  DRIEHOEK_ASSIGN_OR_RETURN(*response.mutable_pdf(),
                            context.ports().files.Read(context.tenant(), *version.sealed));
  response.set_file_name(version.sealed->file_name);
  context.RecordRead(agreement);
  return response;
}

}  // namespace driehoek::agreement
