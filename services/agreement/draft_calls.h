// The calls that bring a version to the point where it is offered.
#pragma once

#include "absl/status/statusor.h"
#include "agreement/call_context.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "shared/rpc/call.h"

namespace driehoek::agreement {

absl::StatusOr<v1::Agreement> CreateAgreement(const CallContext& context,
                                              const v1::CreateAgreementRequest& request);
absl::StatusOr<v1::Agreement> UpdateAgreementDraft(const CallContext& context,
                                                   const v1::UpdateAgreementDraftRequest& request);
absl::StatusOr<v1::Agreement> SubmitAgreement(const CallContext& context,
                                              const v1::SubmitAgreementRequest& request);
absl::StatusOr<v1::Agreement> ValidateAgreement(const CallContext& context,
                                                const v1::ValidateAgreementRequest& request);
absl::StatusOr<v1::Agreement> ReturnAgreement(const CallContext& context,
                                              const v1::ReturnAgreementRequest& request);
absl::StatusOr<v1::Agreement> AmendAgreement(const CallContext& context,
                                             const v1::AmendAgreementRequest& request);

}  // namespace driehoek::agreement
