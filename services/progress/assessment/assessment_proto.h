// Assessments between values and the wire.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "driehoek/v1/assessment.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "progress/assessment/assessment.h"
#include "progress/assessment/assessment_policy.h"
#include "shared/base/errors.h"

namespace driehoek::progress::assessment {

// As far as `sight` reaches.
v1::Assessment ToProto(const TenantId& tenant, const Assessment& assessment, Sight sight);
void SetLabels(const Labels& labels, const std::string& examiner, v1::Assessment& proto);

// Who and when are for the caller of these to fill in.
std::optional<Recognition> FromProto(const v1::Assessment::Recognition& proto, bool is_there);
Advice FromProto(const v1::Assessment::Advice& proto);
Talk FromProto(const v1::Assessment::Talk& proto, FieldViolations& violations);
std::vector<OutcomeJudgement> FromProto(
    const google::protobuf::RepeatedPtrField<v1::Assessment::OutcomeJudgement>& proto);

}  // namespace driehoek::progress::assessment
