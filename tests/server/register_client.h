// A practice office's system at work on the register of organisations, over a connection of its
// own.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "driehoek/v1/directory_service.grpc.pb.h"
#include "driehoek/v1/event_service.grpc.pb.h"
#include "support/grpc_status.h"
#include "support/service_process.h"

namespace driehoek::test {

class RegisterClient {
 public:
  RegisterClient(const ServiceProcess& service, std::string credential)
      : channel_(service.Connect()),
        directory_(v1::DirectoryService::NewStub(channel_)),
        credential_(std::move(credential)) {}

  absl::StatusOr<v1::Organisation> Create(const std::string& display_name,
                                          const std::string& request_id) const {
    v1::CreateOrganisationRequest request;
    request.set_parent("institutions/demo");
    request.mutable_organisation()->set_display_name(display_name);
    request.mutable_organisation()->set_relation_type(v1::Organisation::STRUCTURAL);
    request.set_request_id(request_id);
    return Ask(&v1::DirectoryService::Stub::CreateOrganisation, request);
  }
  absl::StatusOr<v1::Organisation> Rename(v1::Organisation organisation,
                                          const std::string& display_name,
                                          const std::string& request_id) const {
    organisation.set_display_name(display_name);
    v1::UpdateOrganisationRequest request;
    *request.mutable_organisation() = std::move(organisation);
    request.mutable_update_mask()->add_paths("display_name");
    request.set_request_id(request_id);
    return Ask(&v1::DirectoryService::Stub::UpdateOrganisation, request);
  }
  absl::StatusOr<v1::Organisation> Get(const std::string& name) const {
    v1::GetOrganisationRequest request;
    request.set_name(name);
    return Ask(&v1::DirectoryService::Stub::GetOrganisation, request);
  }
  // Connects again when it must, within `wait`, as a patient client does.
  absl::StatusOr<v1::Institution> Institution(absl::Duration wait = absl::Seconds(10)) const {
    v1::GetInstitutionRequest request;
    request.set_name("institutions/demo");
    return Ask(&v1::DirectoryService::Stub::GetInstitution, request, wait, /*is_patient=*/true);
  }
  absl::StatusOr<std::vector<v1::Organisation>> ListAll() const {
    std::vector<v1::Organisation> all;
    v1::ListOrganisationsRequest request;
    request.set_parent("institutions/demo");
    do {
      auto page = Ask(&v1::DirectoryService::Stub::ListOrganisations, request);
      if (!page.ok()) return page.status();
      all.insert(all.end(), page->organisations().begin(), page->organisations().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }
  // Follows the institution's events from the first on until `count` came or none comes for
  // `patience`.
  std::vector<v1::Event> Events(std::size_t count,
                                absl::Duration patience = absl::Seconds(10)) const {
    std::vector<v1::Event> events;
    grpc::ClientContext context;
    Prepare(context, patience);
    v1::WatchEventsRequest request;
    request.set_parent("institutions/demo");
    const auto reader = v1::EventService::NewStub(channel_)->WatchEvents(&context, request);
    v1::WatchEventsResponse response;
    while (events.size() < count && reader->Read(&response)) {
      if (response.has_event()) events.push_back(response.event());
    }
    context.TryCancel();
    return events;
  }

  // How often the resource was written: its version, which the etag holds.
  static std::int64_t VersionOf(const v1::Organisation& organisation) {
    std::string text;
    std::int64_t version = -1;
    if (!absl::WebSafeBase64Unescape(organisation.etag(), &text) || text.empty()) return -1;
    return absl::SimpleAtoi(text.substr(1), &version) ? version : -1;
  }

 private:
  void Prepare(grpc::ClientContext& context, absl::Duration wait) const {
    context.set_deadline(absl::ToChronoTime(absl::Now() + wait));
    context.AddMetadata("authorization", absl::StrCat("Bearer ", credential_));
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(grpc::Status (v1::DirectoryService::Stub::*method)(
                                   grpc::ClientContext*, const Request&, Response*),
                               const Request& request, absl::Duration wait = absl::Seconds(10),
                               bool is_patient = false) const {
    grpc::ClientContext context;
    Prepare(context, wait);
    context.set_wait_for_ready(is_patient);
    Response response;
    const absl::Status status = FromGrpc((directory_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::DirectoryService::Stub> directory_;
  std::string credential_;
};

}  // namespace driehoek::test
