// An agreement taken through its life by the calls of its parties, for tests that begin somewhere
// in it.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "rpc/agreement_world.h"

namespace driehoek::test {

using agreement::kHrId;
using agreement::kOfficeId;
using agreement::kOtherSupervisorId;
using agreement::kStudentId;
using agreement::kSupervisorId;
using agreement::kTeacherId;
using auth::Role;
using Stub = v1::AgreementService::Stub;

class AgreementSteps {
 public:
  explicit AgreementSteps(AgreementWorld& world) : world_(world) {}

  v1::Agreement Create(agreement::Variant variant = agreement::Variant::kDual) {
    v1::CreateAgreementRequest request;
    request.set_parent("institutions/demo");
    request.mutable_agreement()->set_placement(
        world_.AddPlacement(agreement::ExampleFacts(variant)));
    return Expect(&Stub::CreateAgreement, Role::kStudent, kStudentId, request);
  }

  // Fills in every empty clause, as the contact person.
  v1::Agreement FillIn(const v1::Agreement& draft) {
    v1::UpdateAgreementDraftRequest request;
    request.set_name(draft.name());
    request.set_etag(draft.etag());
    for (v1::Clause clause : draft.proposal().clauses()) {
      if (clause.text().empty()) clause.set_text("Dit spreken wij hierover af.");
      *request.mutable_draft()->add_clauses() = clause;
    }
    request.mutable_update_mask()->add_paths("clauses");
    return Expect(&Stub::UpdateAgreementDraft, Role::kTeacher, kTeacherId, request);
  }

  v1::Agreement Submit(const v1::Agreement& draft) {
    return Expect(&Stub::SubmitAgreement, Role::kStudent, kStudentId,
                  Named<v1::SubmitAgreementRequest>(draft));
  }

  // Teacher, then practice office.
  v1::Agreement Validate(const v1::Agreement& in_review) {
    const v1::Agreement checked = Expect(&Stub::ValidateAgreement, Role::kTeacher, kTeacherId,
                                         Named<v1::ValidateAgreementRequest>(in_review));
    return Expect(&Stub::ValidateAgreement, Role::kPracticeOffice, kOfficeId,
                  Named<v1::ValidateAgreementRequest>(checked));
  }

  v1::Agreement Offer(agreement::Variant variant = agreement::Variant::kDual) {
    return Validate(Submit(FillIn(Create(variant))));
  }

  // What the caller sends after reading the offered text and receiving a code.
  v1::SignAgreementRequest SigningRequest(Role role, const PersonId& person,
                                          const v1::Agreement& offered) {
    v1::GetSigningDocumentRequest read;
    read.set_name(offered.proposal().name());
    const v1::SigningDocument document = Expect(&Stub::GetSigningDocument, role, person, read);
    v1::RequestSigningCodeRequest ask;
    ask.set_name(offered.proposal().name());
    Expect(&Stub::RequestSigningCode, role, person, ask);
    v1::SignAgreementRequest request;
    request.set_name(offered.proposal().name());
    request.set_document_hash(document.document_hash());
    request.set_consent(document.consent());
    request.set_code("123456");
    request.set_etag(offered.etag());
    request.set_accept_responsibilities(true);
    return request;
  }

  v1::Agreement Sign(Role role, const PersonId& person, const v1::Agreement& offered) {
    return Expect(&Stub::SignAgreement, role, person, SigningRequest(role, person, offered));
  }

  v1::Agreement SignAll(v1::Agreement offered) {
    offered = Sign(Role::kStudent, kStudentId, offered);
    offered = Sign(Role::kTeacher, kTeacherId, offered);
    return Sign(Role::kWorkplaceSupervisor, kSupervisorId, offered);
  }

  v1::Agreement InForce(agreement::Variant variant = agreement::Variant::kDual) {
    return SignAll(Offer(variant));
  }

  v1::Agreement Get(const std::string& name, Role role = Role::kStudent,
                    const PersonId& person = kStudentId) {
    v1::GetAgreementRequest request;
    request.set_name(name);
    return Expect(&Stub::GetAgreement, role, person, request);
  }

  v1::ListAgreementEventsResponse Timeline(const std::string& name) {
    v1::ListAgreementEventsRequest request;
    request.set_parent(name);
    return Expect(&Stub::ListAgreementEvents, Role::kStudent, kStudentId, request);
  }

  template <typename Request>
  static Request Named(const v1::Agreement& agreement) {
    Request request;
    request.set_name(agreement.name());
    request.set_etag(agreement.etag());
    return request;
  }

  // The answer of a call that must succeed.
  template <typename Request, typename Response>
  Response Expect(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  Role role, const PersonId& person, const Request& request) {
    Response response;
    const grpc::Status status = world_.Call(method, role, person, request, &response);
    EXPECT_TRUE(status.ok()) << ReasonIn(status) << ": " << status.error_message();
    return response;
  }

  // The reason of a call that must be refused; "" when it was not.
  template <typename Request, typename Response>
  std::string Refusal(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                      Role role, const PersonId& person, const Request& request) {
    Response response;
    return ReasonIn(world_.Call(method, role, person, request, &response));
  }

 private:
  AgreementWorld& world_;
};

}  // namespace driehoek::test
