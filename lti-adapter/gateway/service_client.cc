#include "gateway/service_client.h"

#include "absl/strings/str_cat.h"
#include "driehoek/v1/access_service.pb.h"
#include "driehoek/v1/calendar_service.pb.h"
#include "driehoek/v1/directory_service.pb.h"
#include "driehoek/v1/notification_service.pb.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"

namespace driehoek::lti {
namespace {

namespace v1 = ::driehoek::v1;

constexpr absl::Duration kOwnCallTime = absl::Seconds(5);

auth::Caller Adapter(const TenantId& tenant) {
  return {.tenant = tenant,
          .role = auth::Role::kAdapter,
          .roles = {auth::Role::kAdapter},
          .session = "adapter"};
}

std::vector<auth::Role> ParseRoles(const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<auth::Role> roles;
  for (const std::string& name : names) {
    if (const auto role = auth::ParseRole(name)) roles.push_back(*role);
  }
  return roles;
}

absl::Status Unexpected() {
  return Error(absl::StatusCode::kUnavailable, "SERVICE_ANSWER_UNEXPECTED",
               "the services answered something else");
}

absl::StatusOr<Identity> IdentityOf(const v1::GuestGrant& grant) {
  const auto name =
      ResourceName::Parse(grant.name(), "institutions/{institution}/guestGrants/{guest_grant}");
  const auto person =
      ResourceName::Parse(grant.person(), "institutions/{institution}/persons/{person}");
  if (!name.ok() || !person.ok() || name->tenant() != person->tenant()) return Unexpected();
  return Identity{
      .tenant = name->tenant(), .person = PersonId(person->id()), .guest_grant = name->id()};
}

// A secret names its institution in front: "demo.SECRET".
absl::StatusOr<TenantId> TenantOfSecret(const std::string& secret,
                                        absl::string_view unknown = "LINK_UNKNOWN") {
  const std::string tenant = secret.substr(0, secret.find('.'));
  if (secret.size() > 256 || !IsInstitutionId(tenant)) {
    return Error(absl::StatusCode::kNotFound, unknown, "no such link");
  }
  return TenantId(tenant);
}

}  // namespace

auth::Caller CallerFor(const Session& session, const Identity& identity, auth::Role role) {
  return {.tenant = identity.tenant,
          .person = identity.person,
          .role = role,
          .roles = identity.roles.empty() ? std::vector<auth::Role>{role} : identity.roles,
          .session = session.id,
          .guest_grant = identity.guest_grant,
          .factor_time = session.factor_time};
}

template <typename Reply, typename Message>
absl::StatusOr<Reply> ServiceClient::CallAs(const auth::Caller& caller, const char* method,
                                            const Message& request) {
  const ServiceAnswer answer =
      channel_.Call(method, request.SerializeAsString(), caller, kOwnCallTime);
  if (!answer.ok) return ToStatus(answer.error);
  Reply reply;
  if (!reply.ParseFromString(answer.message)) return Unexpected();
  return reply;
}

absl::StatusOr<KnownPerson> ServiceClient::Ensure(const LaunchPerson& person) {
  v1::EnsurePersonRequest request;
  request.set_parent(absl::StrCat("institutions/", person.tenant.value()));
  request.set_issuer(person.issuer);
  request.set_subject(person.subject);
  request.set_display_name(person.name);
  request.set_given_name(person.given_name);
  request.set_email(person.email);
  request.set_student_number(person.student_number);
  request.set_language_code(person.language);
  for (const std::string& role : person.launch_roles) request.add_launch_roles(role);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto response,
      CallAs<v1::EnsurePersonResponse>(Adapter(person.tenant),
                                       "/driehoek.v1.DirectoryService/EnsurePerson", request));
  const auto name =
      ResourceName::Parse(response.person().name(), "institutions/{institution}/persons/{person}");
  if (!name.ok() || name->tenant() != person.tenant) return Unexpected();
  return KnownPerson{PersonId(name->id()), ParseRoles(response.roles())};
}

absl::StatusOr<Identity> ServiceClient::OpenGuestLink(const std::string& secret) {
  DRIEHOEK_ASSIGN_OR_RETURN(const TenantId tenant, TenantOfSecret(secret));
  v1::OpenGuestLinkRequest request;
  request.set_secret(secret);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto response,
      CallAs<v1::OpenGuestLinkResponse>(Adapter(tenant), "/driehoek.v1.AccessService/OpenGuestLink",
                                        request));
  DRIEHOEK_ASSIGN_OR_RETURN(Identity identity, IdentityOf(response.guest_grant()));
  identity.roles = ParseRoles(response.roles());
  if (identity.tenant != tenant || identity.roles.empty()) return Unexpected();
  return identity;
}

absl::Status ServiceClient::RequestNewGuestLink(const std::string& secret,
                                                const std::string& email) {
  DRIEHOEK_ASSIGN_OR_RETURN(const TenantId tenant, TenantOfSecret(secret));
  v1::RequestNewGuestLinkRequest request;
  request.set_secret(secret);
  request.set_email(email);
  return CallAs<v1::RequestNewGuestLinkResponse>(
             Adapter(tenant), "/driehoek.v1.AccessService/RequestNewGuestLink", request)
      .status();
}

absl::StatusOr<std::string> ServiceClient::RequestAddressCode(const Session& session,
                                                              const Identity& identity) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto response,
      CallAs<v1::RequestAddressCodeResponse>(CallerFor(session, identity, identity.roles.front()),
                                             "/driehoek.v1.AccessService/RequestAddressCode",
                                             v1::RequestAddressCodeRequest()));
  return response.SerializeAsString();
}

absl::StatusOr<std::vector<auth::Role>> ServiceClient::RolesOf(const Session& session,
                                                               const Identity& identity) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto self,
      CallAs<v1::Self>(CallerFor(session, identity, identity.roles.front()),
                       "/driehoek.v1.AccessService/GetSelf", v1::GetSelfRequest()));
  return ParseRoles(self.roles());
}

absl::StatusOr<std::vector<Identity>> ServiceClient::ConfirmAddress(const Session& session,
                                                                    const Identity& identity,
                                                                    const std::string& code) {
  v1::ConfirmAddressRequest request;
  request.set_guest_grant(MakeName(identity.tenant, "guestGrants", identity.guest_grant));
  request.set_code(code);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto response,
      CallAs<v1::ConfirmAddressResponse>(Adapter(identity.tenant),
                                         "/driehoek.v1.AccessService/ConfirmAddress", request));
  std::vector<Identity> identities = {identity};
  for (const v1::GuestGrant& grant : response.guest_grants()) {
    DRIEHOEK_ASSIGN_OR_RETURN(Identity other, IdentityOf(grant));
    if (other.guest_grant == identity.guest_grant) continue;
    // Which of the two guest roles it is, only that institution knows.
    for (const auth::Role role :
         {auth::Role::kWorkplaceSupervisor, auth::Role::kOrganisationContact}) {
      other.roles = {role};
      const auto roles = RolesOf(session, other);
      if (!roles.ok()) continue;
      if (!roles->empty()) other.roles = *roles;
      identities.push_back(other);
      break;
    }
  }
  return identities;
}

absl::StatusOr<std::string> ServiceClient::OpenCalendarFeed(const std::string& secret) {
  DRIEHOEK_ASSIGN_OR_RETURN(const TenantId tenant, TenantOfSecret(secret, "CALENDAR_FEED_UNKNOWN"));
  v1::OpenCalendarFeedRequest request;
  request.set_secret(secret);
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto response,
      CallAs<v1::OpenCalendarFeedResponse>(
          Adapter(tenant), "/driehoek.v1.CalendarService/OpenCalendarFeed", request));
  return std::move(*response.mutable_calendar());
}

absl::StatusOr<std::string> ServiceClient::StopNotifications(const std::string& secret) {
  DRIEHOEK_ASSIGN_OR_RETURN(const TenantId tenant, TenantOfSecret(secret, "STOP_LINK_UNKNOWN"));
  v1::StopNotificationsRequest request;
  request.set_secret(secret);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto response,
      CallAs<v1::StopNotificationsResponse>(
          Adapter(tenant), "/driehoek.v1.NotificationService/StopNotifications", request));
  return response.language_code();
}

}  // namespace driehoek::lti
