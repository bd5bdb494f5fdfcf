#include "agreement/agreement_handler.h"

#include "agreement/draft_calls.h"
#include "agreement/keeping_calls.h"
#include "agreement/paper_calls.h"
#include "agreement/reading_calls.h"
#include "agreement/signing_calls.h"

namespace driehoek::agreement {

// One override looks like the next: the border answers, or asks the function of the method's own
// name.
#define DRIEHOEK_AGREEMENT_CALL(Method, Request, Response)                                        \
  grpc::Status AgreementHandler::Method(grpc::ServerContext* context, const v1::Request* request, \
                                        v1::Response* response) {                                 \
    return border_.Handle(context, "driehoek.v1.AgreementService/" #Method, request, response,    \
                          [this](const rpc::Call& call, const v1::Request& asked) {               \
                            return agreement::Method(CallContext(ports_, call), asked);           \
                          });                                                                     \
  }

grpc::ServerUnaryReactor* AgreementHandler::GetAgreement(grpc::CallbackServerContext* context,
                                                         const grpc::ByteBuffer* request,
                                                         grpc::ByteBuffer* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  reads_.Run([this, context, request, response, reactor] {
    grpc::ByteBuffer bytes(*request);
    reactor->Finish(border_.HandleBytes<v1::GetAgreementRequest>(
        context, "driehoek.v1.AgreementService/GetAgreement", &bytes, response,
        [this](const rpc::Call& call, const v1::GetAgreementRequest& asked) {
          return agreement::GetAgreement(CallContext(ports_, call), asked);
        }));
  });
  return reactor;
}

DRIEHOEK_AGREEMENT_CALL(ListAgreements, ListAgreementsRequest, ListAgreementsResponse)
DRIEHOEK_AGREEMENT_CALL(CreateAgreement, CreateAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(UpdateAgreementDraft, UpdateAgreementDraftRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(SubmitAgreement, SubmitAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(ValidateAgreement, ValidateAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(ReturnAgreement, ReturnAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(AcceptResponsibilities, AcceptResponsibilitiesRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(GetSigningDocument, GetSigningDocumentRequest, SigningDocument)
DRIEHOEK_AGREEMENT_CALL(RequestSigningCode, RequestSigningCodeRequest, SigningCode)
DRIEHOEK_AGREEMENT_CALL(SignAgreement, SignAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(DeclineAgreement, DeclineAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(WithdrawAgreement, WithdrawAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(RequestAgreementEnd, RequestAgreementEndRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(TerminateAgreement, TerminateAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(AmendAgreement, AmendAgreementRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(MarkCommitment, MarkCommitmentRequest, Agreement)
DRIEHOEK_AGREEMENT_CALL(ListAgreementVersions, ListAgreementVersionsRequest,
                        ListAgreementVersionsResponse)
DRIEHOEK_AGREEMENT_CALL(CompareAgreementVersions, CompareAgreementVersionsRequest,
                        CompareAgreementVersionsResponse)
DRIEHOEK_AGREEMENT_CALL(ListAgreementEvents, ListAgreementEventsRequest,
                        ListAgreementEventsResponse)
DRIEHOEK_AGREEMENT_CALL(DownloadAgreement, DownloadAgreementRequest, DownloadAgreementResponse)
DRIEHOEK_AGREEMENT_CALL(GetFrameworkAgreement, GetFrameworkAgreementRequest, FrameworkAgreement)
DRIEHOEK_AGREEMENT_CALL(ListFrameworkAgreements, ListFrameworkAgreementsRequest,
                        ListFrameworkAgreementsResponse)
DRIEHOEK_AGREEMENT_CALL(CreateFrameworkAgreement, CreateFrameworkAgreementRequest,
                        FrameworkAgreement)
DRIEHOEK_AGREEMENT_CALL(GetAgreementTemplate, GetAgreementTemplateRequest, AgreementTemplate)
DRIEHOEK_AGREEMENT_CALL(ListAgreementTemplates, ListAgreementTemplatesRequest,
                        ListAgreementTemplatesResponse)
DRIEHOEK_AGREEMENT_CALL(CreateAgreementTemplate, CreateAgreementTemplateRequest, AgreementTemplate)

#undef DRIEHOEK_AGREEMENT_CALL

}  // namespace driehoek::agreement
