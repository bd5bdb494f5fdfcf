// The calls on framework agreements and templates.
#pragma once

#include "absl/status/statusor.h"
#include "agreement/call_context.h"
#include "driehoek/v1/agreement_service.pb.h"

namespace driehoek::agreement {

absl::StatusOr<v1::FrameworkAgreement> GetFrameworkAgreement(
    const CallContext& context, const v1::GetFrameworkAgreementRequest& request);
absl::StatusOr<v1::ListFrameworkAgreementsResponse> ListFrameworkAgreements(
    const CallContext& context, const v1::ListFrameworkAgreementsRequest& request);
absl::StatusOr<v1::FrameworkAgreement> CreateFrameworkAgreement(
    const CallContext& context, const v1::CreateFrameworkAgreementRequest& request);
absl::StatusOr<v1::AgreementTemplate> GetAgreementTemplate(
    const CallContext& context, const v1::GetAgreementTemplateRequest& request);
absl::StatusOr<v1::ListAgreementTemplatesResponse> ListAgreementTemplates(
    const CallContext& context, const v1::ListAgreementTemplatesRequest& request);
absl::StatusOr<v1::AgreementTemplate> CreateAgreementTemplate(
    const CallContext& context, const v1::CreateAgreementTemplateRequest& request);

}  // namespace driehoek::agreement
