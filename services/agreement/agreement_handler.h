// driehoek.v1.AgreementService over gRPC. Each method passes the border (who calls, may the role at
// all, is the request well formed, was it answered before) and then takes its steps in draft_calls,
// signing_calls, keeping_calls, reading_calls or paper_calls.
#pragma once

#include "agreement/call_context.h"
#include "driehoek/v1/agreement_service.grpc.pb.h"
#include "shared/rpc/border.h"
#include "shared/rpc/executor.h"

namespace driehoek::agreement {

// Thread-safe. What it refers to must outlive it.
class AgreementHandler final
    : public v1::AgreementService::WithRawCallbackMethod_GetAgreement<
          v1::AgreementService::Service> {
 public:
  // `reads` does the work of GetAgreement.
  AgreementHandler(rpc::Border& border, rpc::Executor& reads, const Ports& ports)
      : border_(border), reads_(reads), ports_(ports) {}

  // The read that comes most often: of gRPC's callback kind, and its answer is sent as the bytes
  // that may have been made before.
  grpc::ServerUnaryReactor* GetAgreement(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::Status ListAgreements(grpc::ServerContext* context,
                              const v1::ListAgreementsRequest* request,
                              v1::ListAgreementsResponse* response) override;
  grpc::Status CreateAgreement(grpc::ServerContext* context,
                               const v1::CreateAgreementRequest* request,
                               v1::Agreement* response) override;
  grpc::Status UpdateAgreementDraft(grpc::ServerContext* context,
                                    const v1::UpdateAgreementDraftRequest* request,
                                    v1::Agreement* response) override;
  grpc::Status SubmitAgreement(grpc::ServerContext* context,
                               const v1::SubmitAgreementRequest* request,
                               v1::Agreement* response) override;
  grpc::Status ValidateAgreement(grpc::ServerContext* context,
                                 const v1::ValidateAgreementRequest* request,
                                 v1::Agreement* response) override;
  grpc::Status ReturnAgreement(grpc::ServerContext* context,
                               const v1::ReturnAgreementRequest* request,
                               v1::Agreement* response) override;
  grpc::Status AcceptResponsibilities(grpc::ServerContext* context,
                                      const v1::AcceptResponsibilitiesRequest* request,
                                      v1::Agreement* response) override;
  grpc::Status GetSigningDocument(grpc::ServerContext* context,
                                  const v1::GetSigningDocumentRequest* request,
                                  v1::SigningDocument* response) override;
  grpc::Status RequestSigningCode(grpc::ServerContext* context,
                                  const v1::RequestSigningCodeRequest* request,
                                  v1::SigningCode* response) override;
  grpc::Status SignAgreement(grpc::ServerContext* context, const v1::SignAgreementRequest* request,
                             v1::Agreement* response) override;
  grpc::Status DeclineAgreement(grpc::ServerContext* context,
                                const v1::DeclineAgreementRequest* request,
                                v1::Agreement* response) override;
  grpc::Status WithdrawAgreement(grpc::ServerContext* context,
                                 const v1::WithdrawAgreementRequest* request,
                                 v1::Agreement* response) override;
  grpc::Status RequestAgreementEnd(grpc::ServerContext* context,
                                   const v1::RequestAgreementEndRequest* request,
                                   v1::Agreement* response) override;
  grpc::Status TerminateAgreement(grpc::ServerContext* context,
                                  const v1::TerminateAgreementRequest* request,
                                  v1::Agreement* response) override;
  grpc::Status AmendAgreement(grpc::ServerContext* context,
                              const v1::AmendAgreementRequest* request,
                              v1::Agreement* response) override;
  grpc::Status MarkCommitment(grpc::ServerContext* context,
                              const v1::MarkCommitmentRequest* request,
                              v1::Agreement* response) override;
  grpc::Status ListAgreementVersions(grpc::ServerContext* context,
                                     const v1::ListAgreementVersionsRequest* request,
                                     v1::ListAgreementVersionsResponse* response) override;
  grpc::Status CompareAgreementVersions(grpc::ServerContext* context,
                                        const v1::CompareAgreementVersionsRequest* request,
                                        v1::CompareAgreementVersionsResponse* response) override;
  grpc::Status ListAgreementEvents(grpc::ServerContext* context,
                                   const v1::ListAgreementEventsRequest* request,
                                   v1::ListAgreementEventsResponse* response) override;
  grpc::Status DownloadAgreement(grpc::ServerContext* context,
                                 const v1::DownloadAgreementRequest* request,
                                 v1::DownloadAgreementResponse* response) override;
  grpc::Status GetFrameworkAgreement(grpc::ServerContext* context,
                                     const v1::GetFrameworkAgreementRequest* request,
                                     v1::FrameworkAgreement* response) override;
  grpc::Status ListFrameworkAgreements(grpc::ServerContext* context,
                                       const v1::ListFrameworkAgreementsRequest* request,
                                       v1::ListFrameworkAgreementsResponse* response) override;
  grpc::Status CreateFrameworkAgreement(grpc::ServerContext* context,
                                        const v1::CreateFrameworkAgreementRequest* request,
                                        v1::FrameworkAgreement* response) override;
  grpc::Status GetAgreementTemplate(grpc::ServerContext* context,
                                    const v1::GetAgreementTemplateRequest* request,
                                    v1::AgreementTemplate* response) override;
  grpc::Status ListAgreementTemplates(grpc::ServerContext* context,
                                      const v1::ListAgreementTemplatesRequest* request,
                                      v1::ListAgreementTemplatesResponse* response) override;
  grpc::Status CreateAgreementTemplate(grpc::ServerContext* context,
                                       const v1::CreateAgreementTemplateRequest* request,
                                       v1::AgreementTemplate* response) override;

 private:
  rpc::Border& border_;
  rpc::Executor& reads_;
  const Ports ports_;
};

}  // namespace driehoek::agreement
