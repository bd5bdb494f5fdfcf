#include "notify/preference_handler.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "notify/preference_policy.h"
#include "shared/auth/carried_secret.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::notify {
namespace {

constexpr absl::string_view kPattern =
    "institutions/{institution}/persons/{person}/notificationPreferences";

std::string NameOfPreferences(const TenantId& tenant, const PersonId& person) {
  return absl::StrCat(PersonName(tenant, person), "/notificationPreferences");
}

v1::NotificationPreferences ToProto(const TenantId& tenant, const Preferences& preferences) {
  v1::NotificationPreferences proto;
  proto.set_name(NameOfPreferences(tenant, preferences.person));
  proto.set_digest(
      static_cast<v1::NotificationPreferences::Digest>(rpc::EnumNumber(preferences.digest)));
  if (preferences.version > 0) *proto.mutable_update_time() = rpc::ToProto(preferences.update_time);
  proto.set_etag(rpc::Etag(preferences.version));
  return proto;
}

absl::Status LinkUnknown() {
  return Error(absl::StatusCode::kNotFound, "STOP_LINK_UNKNOWN", "there is no such link");
}

}  // namespace

absl::StatusOr<Preferences> PreferenceHandler::Load(const rpc::Call& call,
                                                    const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kPattern));
  const PersonId person(parsed.id());
  auth::Relations held;
  if (!person.empty() && person == call.caller().person) held.Add(auth::Relation::kSelf);
  DRIEHOEK_RETURN_IF_ERROR(call.MayDo(kGetNotificationPreferences, held));
  return parts_.store.Of(call.tenant(), person, call.deadline());
}

absl::StatusOr<v1::NotificationPreferences> PreferenceHandler::GetNotificationPreferences(
    const rpc::Call& call, const v1::GetNotificationPreferencesRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Preferences preferences, Load(call, request.name()));
  return ToProto(call.tenant(), preferences);
}

absl::StatusOr<v1::NotificationPreferences> PreferenceHandler::UpdateNotificationPreferences(
    const rpc::Call& call, const v1::UpdateNotificationPreferencesRequest& request) const {
  const v1::NotificationPreferences& asked = request.notification_preferences();
  DRIEHOEK_ASSIGN_OR_RETURN(Preferences preferences, Load(call, asked.name()));
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(asked.etag(), preferences.version, rpc::EtagRule::kOptional));
  v1::NotificationPreferences proto = ToProto(call.tenant(), preferences);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), asked, proto));
  FieldViolations violations("notification_preferences");
  preferences.digest = rpc::ReadEnum<Digest>(proto.digest(), "digest", violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  const std::int64_t before = preferences.version++;
  preferences.update_time = call.now();
  events::CommitPlan plan = call.NewPlan(asked.name());
  plan.writes.push_back({asked.name(), before});
  plan.response = ToProto(call.tenant(), preferences).SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return PreferenceStore::Put(transaction,
                                                                                   preferences);
                                                     }));
  v1::NotificationPreferences answered;
  answered.ParseFromString(answer);
  return answered;
}

absl::StatusOr<v1::StopNotificationsResponse> PreferenceHandler::StopNotifications(
    const rpc::Call& call, const v1::StopNotificationsRequest& request) const {
  const auto secret = auth::ParseCarriedSecret(request.secret());
  if (!secret.has_value()) return LinkUnknown();
  const TenantId& tenant = secret->tenant;
  DRIEHOEK_ASSIGN_OR_RETURN(const std::optional<PersonId> owner,
                            parts_.store.OwnerOfStopLink(tenant, secret->hash, call.deadline()));
  if (!owner.has_value()) return parts_.wrong_secrets.Answer(tenant, call.now(), LinkUnknown());
  const auto addressee = parts_.addressees.Find(tenant, *owner, call.deadline());
  // Somebody who is not there any more gets no mails either.
  if (absl::IsNotFound(addressee.status())) return LinkUnknown();
  if (!addressee.ok()) return addressee.status();
  v1::StopNotificationsResponse response;
  response.set_language_code(addressee->language == Language::kEnglish ? "en" : "nl");
  constexpr int kTries = 3;
  for (int i = 1;; ++i) {
    DRIEHOEK_ASSIGN_OR_RETURN(Preferences preferences,
                              parts_.store.Of(tenant, *owner, call.deadline()));
    if (preferences.digest == Digest::kStopped) return response;
    const std::string name = NameOfPreferences(tenant, *owner);
    events::CommitPlan plan = call.NewPlan(name);
    // Whoever has the mail acts, though the adapter calls.
    plan.audit.front().actor = PersonName(tenant, *owner);
    plan.writes.push_back({name, preferences.version++});
    preferences.digest = Digest::kStopped;
    preferences.update_time = call.now();
    const absl::Status stored = parts_.change_log
                                    .Commit(tenant, plan, call.deadline(),
                                            [&](storage::TenantTransaction& transaction) {
                                              return PreferenceStore::Put(transaction, preferences);
                                            })
                                    .status();
    if (stored.ok()) return response;
    // The person changed them at the same moment: look again.
    if ((!absl::IsAborted(stored) && !absl::IsAlreadyExists(stored)) || i == kTries) return stored;
  }
}

}  // namespace driehoek::notify
