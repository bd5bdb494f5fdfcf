#include "lti/fake_marks.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "driehoek/v1/access_service.grpc.pb.h"
#include "driehoek/v1/assessment_service.grpc.pb.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/event_service.grpc.pb.h"
#include "driehoek/v1/placement_service.grpc.pb.h"
#include "lti/passback_world.h"

namespace driehoek::lti::test {
namespace {

std::string Name(const char* collection, int number) {
  return absl::StrCat("institutions/demo/", collection, "/", NumberedId(number));
}

void SetTime(absl::Time time, google::protobuf::Timestamp& out) {
  out.set_seconds(absl::ToUnixSeconds(time));
  out.set_nanos(static_cast<int>(absl::ToUnixNanos(time) % 1'000'000'000));
}

grpc::Status Refusal(grpc::StatusCode code, const std::string& reason) {
  google::rpc::Status status;
  status.set_code(code);
  google::rpc::ErrorInfo info;
  info.set_reason(reason);
  info.set_domain("driehoek");
  status.add_details()->PackFrom(info);
  return grpc::Status(code, "refused", status.SerializeAsString());
}

}  // namespace

struct FakeMarks::Inside {
  Inside(const auth::CallTokenKeys& call_keys, const Clock& a_clock)
      : keys(call_keys), clock(a_clock) {}

  const auth::CallTokenKeys& keys;
  const Clock& clock;
  std::mutex mutex;
  std::vector<v1::Event> events;
  std::map<std::string, v1::Assessment> assessments;
  std::set<std::string> hidden;
  int streams_until = 0;  // streams of an earlier number end

  // The caller, by the rules of driehoekd: the token must be good, the role is the caller's.
  grpc::Status Admit(const grpc::ServerContext& context, auth::Role needed) {
    const auto found = context.client_metadata().find("authorization");
    if (found == context.client_metadata().end())
      return Refusal(grpc::UNAUTHENTICATED, "CALL_TOKEN_INVALID");
    const absl::string_view value(found->second.data(), found->second.size());
    const auto caller =
        auth::VerifyCallToken(keys, value.size() > 9 ? value.substr(9) : "", clock.Now());
    if (!caller.ok()) return Refusal(grpc::UNAUTHENTICATED, "CALL_TOKEN_INVALID");
    return caller->role == needed ? grpc::Status::OK
                                  : Refusal(grpc::PERMISSION_DENIED, "ROLE_NOT_ALLOWED");
  }

  struct Directory final : v1::DirectoryService::Service {
    explicit Directory(Inside& in) : inside(in) {}
    grpc::Status EnsurePerson(grpc::ServerContext* context, const v1::EnsurePersonRequest* request,
                              v1::EnsurePersonResponse* response) override {
      if (auto status = inside.Admit(*context, auth::Role::kAdapter); !status.ok()) return status;
      int number = 0;
      const std::vector<std::string> parts = absl::StrSplit(request->subject(), '-');
      if (!absl::SimpleAtoi(parts.back(), &number))
        return Refusal(grpc::INVALID_ARGUMENT, "SUBJECT");
      const bool student = parts.front() == "student";
      response->mutable_person()->set_name(Name("persons", student ? number : 900 + number));
      for (const std::string& role : request->launch_roles()) response->add_roles(role);
      if (!student) response->add_roles("practice_office");
      if (!student) response->add_roles("institution_admin");
      return grpc::Status::OK;
    }
    grpc::Status GetInstitution(grpc::ServerContext* context, const v1::GetInstitutionRequest*,
                                v1::Institution* response) override {
      response->set_language_code("en");
      return inside.Admit(*context, auth::Role::kAdapter);
    }
    Inside& inside;
  };

  struct Access final : v1::AccessService::Service {
    grpc::Status GetSelf(grpc::ServerContext*, const v1::GetSelfRequest*, v1::Self*) override {
      return grpc::Status::OK;
    }
  };

  struct Events final : v1::EventService::Service {
    explicit Events(Inside& in) : inside(in) {}
    grpc::Status WatchEvents(grpc::ServerContext* context, const v1::WatchEventsRequest* request,
                             grpc::ServerWriter<v1::WatchEventsResponse>* writer) override {
      if (auto status = inside.Admit(*context, auth::Role::kAdapter); !status.ok()) return status;
      std::size_t next = 0;
      if (!request->resume_token().empty() && !absl::SimpleAtoi(request->resume_token(), &next))
        return Refusal(grpc::INVALID_ARGUMENT, "RESUME_TOKEN_INVALID");
      const int began = Streams();
      while (!context->IsCancelled() && Streams() == began) {
        v1::WatchEventsResponse response;
        {
          const std::lock_guard lock(inside.mutex);
          if (next < inside.events.size()) *response.mutable_event() = inside.events[next++];
        }
        if (response.has_event()) {
          response.set_resume_token(absl::StrCat(next));
          if (!writer->Write(response)) break;
        } else {
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
      }
      return Refusal(grpc::UNAVAILABLE, "STOPPING");
    }
    int Streams() {
      const std::lock_guard lock(inside.mutex);
      return inside.streams_until;
    }
    Inside& inside;
  };

  struct Assessments final : v1::AssessmentService::Service {
    explicit Assessments(Inside& in) : inside(in) {}
    grpc::Status GetAssessment(grpc::ServerContext* context,
                               const v1::GetAssessmentRequest* request,
                               v1::Assessment* response) override {
      if (auto status = inside.Admit(*context, auth::Role::kAdapter); !status.ok()) return status;
      const std::lock_guard lock(inside.mutex);
      const auto found = inside.assessments.find(request->name());
      if (found == inside.assessments.end()) return Refusal(grpc::NOT_FOUND, "RESOURCE_NOT_FOUND");
      *response = found->second;
      return grpc::Status::OK;
    }
    Inside& inside;
  };

  struct Placements final : v1::PlacementService::Service {
    explicit Placements(Inside& in) : inside(in) {}
    grpc::Status GetPlacement(grpc::ServerContext* context, const v1::GetPlacementRequest* request,
                              v1::Placement* response) override {
      if (auto status = inside.Admit(*context, auth::Role::kPracticeOffice); !status.ok())
        return status;
      const std::lock_guard lock(inside.mutex);
      if (inside.hidden.contains(request->name()))
        return Refusal(grpc::NOT_FOUND, "RESOURCE_NOT_FOUND");
      response->set_name(request->name());
      response->mutable_labels()->set_student("Sam Student");
      return grpc::Status::OK;
    }
    Inside& inside;
  };

  Directory directory{*this};
  Access access;
  Events feed{*this};
  Assessments assessment_service{*this};
  Placements placements{*this};
  int port = 0;
  std::unique_ptr<grpc::Server> server;
};

FakeMarks::FakeMarks(const auth::CallTokenKeys& keys, const Clock& clock)
    : inside_(std::make_unique<Inside>(keys, clock)) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &inside_->port);
  builder.RegisterService(&inside_->directory);
  builder.RegisterService(&inside_->access);
  builder.RegisterService(&inside_->feed);
  builder.RegisterService(&inside_->assessment_service);
  builder.RegisterService(&inside_->placements);
  inside_->server = builder.BuildAndStart();
}

FakeMarks::~FakeMarks() {
  EndStreams();
  inside_->server->Shutdown(std::chrono::system_clock::now());
  inside_->server->Wait();
}

std::string FakeMarks::address() const { return absl::StrCat("127.0.0.1:", inside_->port); }

void FakeMarks::Publish(int student, const std::string& mark, int version, absl::Time published) {
  const std::lock_guard lock(inside_->mutex);
  v1::Assessment& assessment = inside_->assessments[Name("assessments", student)];
  assessment.set_name(Name("assessments", student));
  assessment.set_placement(Name("placements", student));
  assessment.set_student(Name("persons", student));
  assessment.set_programme("institutions/demo/programmes/social-work");
  assessment.set_state(v1::Assessment::PUBLISHED);
  assessment.set_final_mark(mark);
  assessment.set_published_version(version);
  assessment.mutable_labels()->set_programme("Social Work");
  SetTime(published, *assessment.mutable_publish_time());
  SetTime(published - absl::Hours(48), *assessment.mutable_submission_time());
  v1::Event event;
  event.set_type("assessment.published");
  event.set_resource(assessment.name());
  inside_->events.push_back(event);
}

void FakeMarks::EndStreams() {
  const std::lock_guard lock(inside_->mutex);
  ++inside_->streams_until;
}

void FakeMarks::HidePlacement(int student) {
  const std::lock_guard lock(inside_->mutex);
  inside_->hidden.insert(Name("placements", student));
}

}  // namespace driehoek::lti::test
