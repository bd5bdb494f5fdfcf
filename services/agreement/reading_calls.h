// The calls that read agreements.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "agreement/call_context.h"
#include "driehoek/v1/agreement_service.pb.h"

namespace driehoek::agreement {

// The serialised driehoek.v1.Agreement.
absl::StatusOr<std::shared_ptr<const std::string>> GetAgreement(
    const CallContext& context, const v1::GetAgreementRequest& request);
absl::StatusOr<v1::ListAgreementsResponse> ListAgreements(const CallContext& context,
                                                          const v1::ListAgreementsRequest& request);
absl::StatusOr<v1::ListAgreementVersionsResponse> ListAgreementVersions(
    const CallContext& context, const v1::ListAgreementVersionsRequest& request);
absl::StatusOr<v1::CompareAgreementVersionsResponse> CompareAgreementVersions(
    const CallContext& context, const v1::CompareAgreementVersionsRequest& request);
absl::StatusOr<v1::ListAgreementEventsResponse> ListAgreementEvents(
    const CallContext& context, const v1::ListAgreementEventsRequest& request);
absl::StatusOr<v1::DownloadAgreementResponse> DownloadAgreement(
    const CallContext& context, const v1::DownloadAgreementRequest& request);

}  // namespace driehoek::agreement
