// Shape rules over the descriptors of the whole contract: what the AIPs and our API guide ask of every method and resource.
#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "driehoek/v1/access_service.pb.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "driehoek/v1/capacity_service.pb.h"
#include "driehoek/v1/directory_service.pb.h"
#include "driehoek/v1/event_service.pb.h"
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
#include "google/api/field_behavior.pb.h"
#include "google/api/resource.pb.h"

namespace driehoek {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::MethodDescriptor;

std::vector<const FileDescriptor*> Files() {
  return {v1::GetAgreementRequest::descriptor()->file(),  v1::Agreement::descriptor()->file(),
          v1::GetPlacementRequest::descriptor()->file(),  v1::Placement::descriptor()->file(),
          v1::GetCapacityOfferRequest::descriptor()->file(), v1::CapacityOffer::descriptor()->file(),
          v1::ImportRegisterRequest::descriptor()->file(),
          v1::ImportPreferencesRequest::descriptor()->file(),
          v1::GetConflictOfInterestRequest::descriptor()->file(),
          v1::GetJobRoleRequest::descriptor()->file(),
          v1::GetNotificationPreferencesRequest::descriptor()->file(),
          v1::NotificationPreferences::descriptor()->file(),
          v1::GetCalendarFeedRequest::descriptor()->file(), v1::CalendarFeed::descriptor()->file(),
          v1::GetInstitutionRequest::descriptor()->file(), v1::Institution::descriptor()->file(),
          v1::GetSelfRequest::descriptor()->file(),       v1::GuestGrant::descriptor()->file(),
          v1::GetWorkplaceScanRequest::descriptor()->file(), v1::WorkplaceScan::descriptor()->file(),
          v1::GetContinuationRouteRequest::descriptor()->file(), v1::ContinuationRoute::descriptor()->file(),
          v1::GetLearningTaskRequest::descriptor()->file(), v1::LearningTask::descriptor()->file(),
          v1::GetCheckInRequest::descriptor()->file(), v1::CheckIn::descriptor()->file(),
          v1::GetContactMomentRequest::descriptor()->file(), v1::ContactMoment::descriptor()->file(),
          v1::GetPulseDueRequest::descriptor()->file(), v1::Pulse::descriptor()->file(),
          v1::GetSignalRequest::descriptor()->file(), v1::Signal::descriptor()->file(),
          v1::GetEvidenceItemRequest::descriptor()->file(), v1::EvidenceItem::descriptor()->file(),
          v1::GetAssessmentRequest::descriptor()->file(), v1::Assessment::descriptor()->file(),
          v1::WatchEventsRequest::descriptor()->file(),   v1::Event::descriptor()->file()};
}

std::vector<const MethodDescriptor*> Methods() {
  std::vector<const MethodDescriptor*> methods;
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->service_count(); ++i) {
      for (int j = 0; j < file->service(i)->method_count(); ++j) methods.push_back(file->service(i)->method(j));
    }
  }
  return methods;
}

bool IsRead(const MethodDescriptor& method) {
  for (const char* verb : {"Get", "List", "Compare", "Download", "Export", "Read", "Watch", "Suggest", "Forecast"}) {
    if (absl::StartsWith(method.name(), verb)) return true;
  }
  return false;
}

// The adapter's own calls: they come before there is a caller whose retries could be told apart.
bool IsAdapterOnly(const MethodDescriptor& method) {
  return method.name() == "OpenCalendarFeed" || method.name() == "StopNotifications" ||
         method.name() == "OpenGuestLink" || method.name() == "RequestNewGuestLink" || method.name() == "ConfirmAddress";
}

bool Behaves(const FieldDescriptor& field, google::api::FieldBehavior wanted) {
  for (int i = 0; i < field.options().ExtensionSize(google::api::field_behavior); ++i) {
    if (field.options().GetExtension(google::api::field_behavior, i) == wanted) return true;
  }
  return false;
}

TEST(ShapeTest, GivenEveryChangingMethod_WhenRead_ThenItTakesARequestId) {
  for (const MethodDescriptor* method : Methods()) {
    if (IsRead(*method) || IsAdapterOnly(*method)) continue;
    EXPECT_NE(method->input_type()->FindFieldByName("request_id"), nullptr) << method->full_name();
  }
}

TEST(ShapeTest, GivenEveryList_WhenRead_ThenItPages) {
  for (const MethodDescriptor* method : Methods()) {
    if (!absl::StartsWith(method->name(), "List")) continue;
    EXPECT_NE(method->input_type()->FindFieldByName("page_size"), nullptr) << method->full_name();
    EXPECT_NE(method->input_type()->FindFieldByName("page_token"), nullptr) << method->full_name();
    EXPECT_NE(method->output_type()->FindFieldByName("next_page_token"), nullptr) << method->full_name();
  }
}

TEST(ShapeTest, GivenEveryResource_WhenRead_ThenNameComesFirst) {
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      const Descriptor& message = *file->message_type(i);
      if (!message.options().HasExtension(google::api::resource)) continue;
      const FieldDescriptor* name = message.FindFieldByName("name");
      ASSERT_NE(name, nullptr) << message.full_name();
      EXPECT_EQ(name->number(), 1) << message.full_name();
      EXPECT_TRUE(Behaves(*name, google::api::IDENTIFIER)) << message.full_name();
    }
  }
}

TEST(ShapeTest, GivenEveryRequestField_WhenRead_ThenItsBehaviourIsSaid) {
  for (const MethodDescriptor* method : Methods()) {
    for (int i = 0; i < method->input_type()->field_count(); ++i) {
      const FieldDescriptor& field = *method->input_type()->field(i);
      EXPECT_GT(field.options().ExtensionSize(google::api::field_behavior), 0) << field.full_name();
    }
  }
}

TEST(ShapeTest, GivenEveryState_WhenRead_ThenItIsOutputOnly) {
  for (const FileDescriptor* file : Files()) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      const Descriptor& message = *file->message_type(i);
      const FieldDescriptor* state = message.FindFieldByName("state");
      if (state == nullptr || !message.options().HasExtension(google::api::resource)) continue;
      EXPECT_TRUE(Behaves(*state, google::api::OUTPUT_ONLY)) << message.full_name();
    }
  }
}

TEST(ShapeTest, GivenTheContract_WhenCounted_ThenAllServicesWereSeen) { EXPECT_GT(Methods().size(), 80U); }

}  // namespace
}  // namespace driehoek
