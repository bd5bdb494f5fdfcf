#include "gateway/method_table.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>
#include <google/rpc/error_details.pb.h>

#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "driehoek/v1/access_service.pb.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "driehoek/v1/capacity_service.pb.h"
#include "driehoek/v1/directory_service.pb.h"
#include "driehoek/v1/matching_service.pb.h"
#include "driehoek/v1/placement_service.pb.h"
#include "driehoek/v1/workplace_scan_service.pb.h"
#include "driehoek/v1/continuation_service.pb.h"
#include "driehoek/v1/learning_task_service.pb.h"
#include "driehoek/v1/check_in_service.pb.h"
#include "driehoek/v1/contact_service.pb.h"
#include "driehoek/v1/rhythm_service.pb.h"
#include "driehoek/v1/signal_service.pb.h"
#include "driehoek/v1/evidence_service.pb.h"
#include "driehoek/v1/assessment_service.pb.h"
#include "driehoek/v1/register_service.pb.h"
#include "driehoek/v1/preference_file_service.pb.h"
#include "driehoek/v1/conflict_service.pb.h"
#include "driehoek/v1/job_structure_service.pb.h"
#include "driehoek/v1/notification_service.pb.h"
#include "driehoek/v1/calendar_service.pb.h"
#include "json/json.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

namespace pb = google::protobuf;

constexpr absl::string_view kTypePrefix = "type.googleapis.com";

// Made by the adapter itself, for whoever proved something to it.
constexpr std::array<absl::string_view, 6> kAdapterOnly = {
    "driehoek.v1.CalendarService.OpenCalendarFeed",
    "driehoek.v1.NotificationService.StopNotifications",
    "driehoek.v1.DirectoryService.EnsurePerson", "driehoek.v1.AccessService.OpenGuestLink",
    "driehoek.v1.AccessService.RequestNewGuestLink", "driehoek.v1.AccessService.ConfirmAddress"};

bool IsForBrowsers(const pb::MethodDescriptor& method) {
  if (method.client_streaming() || method.server_streaming()) return false;
  for (const absl::string_view name : kAdapterOnly) {
    if (name == method.full_name()) return false;
  }
  return true;
}

// Naming a message of each file keeps the linker from leaving the file out. WatchEvents, alone in
// its file, streams.
std::vector<const pb::FileDescriptor*> ServiceFiles() {
  return {v1::GetSelfRequest::descriptor()->file(), v1::EnsurePersonRequest::descriptor()->file(),
          v1::GetAgreementRequest::descriptor()->file(),
          v1::GetPlacementRequest::descriptor()->file(),
          v1::GetWorkplaceScanRequest::descriptor()->file(),
          v1::GetContinuationRouteRequest::descriptor()->file(),
          v1::GetLearningTaskRequest::descriptor()->file(),
          v1::GetCheckInRequest::descriptor()->file(),
          v1::GetContactMomentRequest::descriptor()->file(),
          v1::GetPulseDueRequest::descriptor()->file(),
          v1::GetSignalRequest::descriptor()->file(),
          v1::GetEvidenceItemRequest::descriptor()->file(),
          v1::GetAssessmentRequest::descriptor()->file(),
          v1::GetCapacityOfferRequest::descriptor()->file(),
          v1::ImportRegisterRequest::descriptor()->file(),
          v1::ImportPreferencesRequest::descriptor()->file(),
          v1::GetConflictOfInterestRequest::descriptor()->file(),
          v1::GetJobRoleRequest::descriptor()->file(),
          v1::GetNotificationPreferencesRequest::descriptor()->file(),
          v1::GetCalendarFeedRequest::descriptor()->file(),
          v1::GetMatchingRoundRequest::descriptor()->file()};
}

std::string TypeUrl(absl::string_view full_name) {
  return absl::StrCat(kTypePrefix, "/", full_name);
}

}  // namespace

MethodTable::MethodTable()
    : types_(pb::util::NewTypeResolverForDescriptorPool(std::string(kTypePrefix),
                                                        pb::DescriptorPool::generated_pool())) {
  // Details of errors are shown too.
  google::rpc::ErrorInfo::descriptor();
  for (const pb::FileDescriptor* file : ServiceFiles()) {
    for (int s = 0; s < file->service_count(); ++s) {
      const pb::ServiceDescriptor* service = file->service(s);
      for (int m = 0; m < service->method_count(); ++m) {
        const pb::MethodDescriptor* method = service->method(m);
        if (!IsForBrowsers(*method)) continue;
        methods_[absl::StrCat("/", service->full_name(), "/", method->name())] = {
            TypeUrl(method->input_type()->full_name()),
            TypeUrl(method->output_type()->full_name())};
      }
    }
  }
}

MethodTable::~MethodTable() = default;

std::vector<std::string> MethodTable::Paths() const {
  std::vector<std::string> paths;
  for (const auto& [path, method] : methods_) paths.push_back(path);
  return paths;
}

absl::StatusOr<std::string> MethodTable::RequestFromJson(const std::string& path,
                                                         const std::string& json) const {
  // The parser would take the last of two equal names, and half of JavaScript with it.
  DRIEHOEK_RETURN_IF_ERROR(CheckStrictJson(json));
  std::string bytes;
  pb::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const auto status = pb::util::JsonToBinaryString(types_.get(), methods_.at(path).request_type,
                                                   json, &bytes, options);
  if (!status.ok()) {
    return Error(absl::StatusCode::kInvalidArgument, "MESSAGE_MALFORMED",
                 "the JSON is not this method's request: an unknown field, an unknown value or a "
                 "wrong type");
  }
  return bytes;
}

absl::StatusOr<std::string> MethodTable::ResponseToJson(const std::string& path,
                                                        const std::string& bytes) const {
  std::string json;
  const auto status =
      pb::util::BinaryToJsonString(types_.get(), methods_.at(path).response_type, bytes, &json, {});
  if (!status.ok()) {
    return Error(absl::StatusCode::kInternal, "MESSAGE_UNREADABLE",
                 "the answer cannot be written as JSON");
  }
  return json;
}

std::string MethodTable::ToJson(absl::string_view full_name, const std::string& bytes) const {
  std::string json;
  const auto status =
      pb::util::BinaryToJsonString(types_.get(), TypeUrl(full_name), bytes, &json, {});
  return status.ok() ? json : "";
}

}  // namespace driehoek::lti
