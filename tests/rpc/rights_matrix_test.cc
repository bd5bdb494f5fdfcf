// The rights of domain text 6.4 over every method, every role and the four ways in which what is asked about can stand to the
// caller. What must come out is data: rights_matrix.txt.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "driehoek/v1/access_service.pb.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "driehoek/v1/directory_service.pb.h"
#include "driehoek/v1/event_service.pb.h"
#include "driehoek/v1/matching_service.pb.h"
#include "driehoek/v1/placement_service.pb.h"
#include "driehoek/v1/workplace_scan_service.pb.h"
#include "driehoek/v1/continuation_service.pb.h"
#include "driehoek/v1/learning_task_service.pb.h"
#include "driehoek/v1/evidence_service.pb.h"
#include "driehoek/v1/assessment_service.pb.h"
#include "rights_world.h"
#include "shared/base/errors.h"

namespace driehoek::test {
namespace {

std::string Path(absl::string_view file) {
  const char* const source = std::getenv("DRIEHOEK_SOURCE");
  return absl::StrCat(source == nullptr ? "." : source, "/tests/rpc/", file);
}

// Lines without comments.
std::vector<std::string> ReadLines(absl::string_view file) {
  std::vector<std::string> lines;
  std::ifstream in(Path(file));
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

struct Question {
  std::string method;
  std::string listed;  // word of what a list must hold; "-": no list
  std::string json;
};

std::vector<Question> ReadQuestions() {
  std::vector<Question> questions;
  for (const std::string& line : ReadLines("rights_requests.txt")) {
    const std::vector<std::string> parts = absl::StrSplit(line, absl::MaxSplits(' ', 2));
    if (parts.size() == 3) questions.push_back({parts[0], parts[1], parts[2]});
  }
  return questions;
}

std::map<std::string, std::string> ReadMatrix() {
  std::map<std::string, std::string> matrix;
  for (const std::string& line : ReadLines("rights_matrix.txt")) {
    const std::vector<std::string> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
    matrix[words[0]] = absl::StrJoin(words.begin() + 1, words.end(), " ");
  }
  return matrix;
}

std::vector<std::string> AllMethods() {
  std::vector<std::string> methods;
  const auto* const pool = v1::GetSelfRequest::descriptor()->file()->pool();
  for (const char* service :
       {"AccessService", "AgreementService", "CapacityService", "ConflictService", "ContinuationService", "DirectoryService", "EventService",
        "JobStructureService", "LearningTaskService", "MatchingService", "PlacementService", "PreferenceFileService",
        "NotificationService", "CalendarService",
        "CheckInService", "ContactService", "RhythmService", "SignalService",
        "EvidenceService", "AssessmentService",
        "RegisterService", "WorkplaceScanService"}) {
    const auto* const descriptor = pool->FindServiceByName(absl::StrCat("driehoek.v1.", service));
    for (int i = 0; descriptor != nullptr && i < descriptor->method_count(); ++i) {
      methods.push_back(absl::StrCat(service, "/", descriptor->method(i)->name()));
    }
  }
  return methods;
}

// See the head of rights_matrix.txt.
char Judge(const absl::StatusOr<std::string>& answer, const std::string& listed) {
  if (answer.ok()) return listed.empty() || absl::StrContains(*answer, absl::StrCat("\"", listed, "\"")) ? '+' : 'o';
  const std::string reason = ReasonOf(answer.status());
  switch (answer.status().code()) {
    case absl::StatusCode::kNotFound:
      return '0';
    case absl::StatusCode::kInvalidArgument:
      return reason == "REFERENCE_NOT_FOUND" ? '0' : '+';
    case absl::StatusCode::kPermissionDenied:
      return reason == "ROLE_NOT_ALLOWED" ? '-' : 'x';
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kUnavailable:
      return '!';
    default:
      return '+';  // judged, and refused for what was asked, not for who asked
  }
}

TEST(RightsMatrixTest, GivenEveryMethod_WhenListed_ThenItHasOneQuestionAndOneAnswer) {
  std::map<std::string, int> asked;
  for (const Question& question : ReadQuestions()) ++asked[question.method];
  const auto matrix = ReadMatrix();

  for (const std::string& method : AllMethods()) {
    EXPECT_EQ(asked[method], 1) << method << " in rights_requests.txt";
    EXPECT_TRUE(matrix.contains(method)) << method << " in rights_matrix.txt";
  }
  EXPECT_EQ(matrix.size(), AllMethods().size());
}

TEST(RightsMatrixTest, GivenEveryMethodRoleAndRelation_WhenCalled_ThenAnsweredAsTheMatrixSays) {
  RightsWorld world;
  ASSERT_TRUE(world.ok);
  const auto matrix = ReadMatrix();

  std::string found;
  for (const Question& question : ReadQuestions()) {
    std::vector<std::string> row;
    for (int role = 0; role < auth::kRoleCount; ++role) {
      std::string cell;
      for (int which = 0; which < kCases; ++which) {
        const auto the_case = static_cast<Case>(which);
        const auth::Caller caller = world.CallerIn(static_cast<auth::Role>(role));
        std::string listed;
        if (question.listed == "person") {
          listed = which == 0 && !caller.person.empty() ? absl::StrCat("institutions/demo/persons/", caller.person.value())
                                                        : world.names(the_case).at("student");
        } else if (question.listed != "-") {
          listed = world.names(the_case).at(question.listed);
        }
        const auto answer = world.Call(question.method, question.json, caller, the_case);
        cell.push_back(Judge(answer, listed));
        if (cell.back() == '!') ADD_FAILURE() << question.method << ": " << answer.status();
      }
      row.push_back(cell);
    }
    const std::string line = absl::StrJoin(row, " ");
    absl::StrAppend(&found, question.method, std::string(52 - question.method.size(), ' '), line, "\n");
    const auto expected = matrix.find(question.method);
    EXPECT_EQ(line, expected == matrix.end() ? "" : expected->second) << question.method;
  }
  if (HasFailure()) std::ofstream(absl::StrCat(std::getenv("DRIEHOEK_BUILD"), "/rights_matrix.found")) << found;
}

}  // namespace
}  // namespace driehoek::test
