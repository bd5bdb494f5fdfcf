// The calls that end an agreement or say how it is kept.
#pragma once

#include "absl/status/statusor.h"
#include "agreement/call_context.h"
#include "driehoek/v1/agreement_service.pb.h"

namespace driehoek::agreement {

absl::StatusOr<v1::Agreement> WithdrawAgreement(const CallContext& context,
                                                const v1::WithdrawAgreementRequest& request);
absl::StatusOr<v1::Agreement> RequestAgreementEnd(const CallContext& context,
                                                  const v1::RequestAgreementEndRequest& request);
absl::StatusOr<v1::Agreement> TerminateAgreement(const CallContext& context,
                                                 const v1::TerminateAgreementRequest& request);
absl::StatusOr<v1::Agreement> MarkCommitment(const CallContext& context,
                                             const v1::MarkCommitmentRequest& request);

}  // namespace driehoek::agreement
