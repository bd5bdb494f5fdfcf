// The calls around a signature (R19, R20).
#pragma once

#include "absl/status/statusor.h"
#include "agreement/call_context.h"
#include "driehoek/v1/agreement_service.pb.h"

namespace driehoek::agreement {

absl::StatusOr<v1::Agreement> AcceptResponsibilities(
    const CallContext& context, const v1::AcceptResponsibilitiesRequest& request);
absl::StatusOr<v1::SigningDocument> GetSigningDocument(
    const CallContext& context, const v1::GetSigningDocumentRequest& request);
absl::StatusOr<v1::SigningCode> RequestSigningCode(const CallContext& context,
                                                   const v1::RequestSigningCodeRequest& request);
absl::StatusOr<v1::Agreement> SignAgreement(const CallContext& context,
                                            const v1::SignAgreementRequest& request);
absl::StatusOr<v1::Agreement> DeclineAgreement(const CallContext& context,
                                               const v1::DeclineAgreementRequest& request);

}  // namespace driehoek::agreement
