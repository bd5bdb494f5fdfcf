// Who may include whom: the table of the services' README, held over the #include lines of every source file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

namespace driehoek {
namespace {

namespace fs = std::filesystem;

struct Include {
  std::string file;  // from the project's root
  std::string path;  // as written
};

fs::path Root() {
  const char* root = std::getenv("DRIEHOEK_SOURCE");
  return root == nullptr ? fs::current_path() : fs::path(root);
}

bool IsSource(const fs::path& path) { return path.extension() == ".cc" || path.extension() == ".h"; }

std::vector<Include> IncludesUnder(const std::string& folder) {
  static const std::regex kInclude(R"re(^\s*#include\s+["<]([^">]+)[">])re");
  std::vector<Include> includes;
  const fs::path root = Root();
  for (fs::recursive_directory_iterator it(root / folder), end; it != end; ++it) {
    if (it->is_directory() && it->path().filename() == "node_modules") it.disable_recursion_pending();
    if (!it->is_regular_file() || !IsSource(it->path())) continue;
    std::ifstream in(it->path());
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_search(line, match, kInclude)) {
        includes.push_back({fs::relative(it->path(), root).string(), match[1]});
      }
    }
  }
  return includes;
}

bool Matches(const std::string& text, const std::string& pattern) {
  return std::regex_search(text, std::regex(pattern));
}

// Files that match `files` may not include what matches `forbidden`, unless it matches `allowed`.
struct Rule {
  const char* why;
  const char* folder;
  const char* files;
  const char* forbidden;
  const char* allowed;
};

constexpr const char* kNothing = "^$";
constexpr const char* kDomainFiles =
    "/(agreement|lifecycle[a-z_]*|clause_rules|compare|templates[a-z_]*|document[a-z_]*|facts|institution|policy_set|"
    "policy_defaults|programme|person|organisation|enrolment|contact_assignment|placement|blockers|criteria|scan|"
    "standing|route|ranking|working_days|capacity_offer|hosting_intent|matching_round|round_place|"
    "participant|eligibility|preferences|round_lifecycle|learning_task|learning_plan|verdict_clock|"
    "pulse|hours|deadline_shift|history|signal|signal_rules|triangle|"
    "proof_facts|evidence_item|evidence_export|profile|upload|file_name|file_type|zip_archive|zip_directory|crc32|"
    "assessment)\\.(h|cc)$";

const Rule kRules[] = {
    {"gRPC and generated code stop at the handler", "services", kDomainFiles,
     "^(grpc|grpcpp|driehoek/v1|google/protobuf)/|\\.pb\\.h$", kNothing},
    {"SQL and storage stop at the store", "services", kDomainFiles, "^shared/(storage|rpc)/", kNothing},
    {"a SQL store knows no wire format", "services", "/[a-z_]*store\\.(h|cc)$", "^(grpc|grpcpp|driehoek/v1)/",
     kNothing},
    {"database libraries stay in the drivers", "services", "^services/(?!shared/storage/)", "^(sqlite3|libpq-fe)\\.h$",
     kNothing},
    {"only access/, shared/ and the pictures of the document may use OpenSSL itself", "services",
     "^services/(directory|placement|progress|notify|server)/", "^openssl/", kNothing},
    {"shared/ knows no word of the triangle", "services", "^services/shared/",
     "^(agreement|placement|progress|directory|access|notify|server|driehoek/v1)/", "^driehoek/v1/event\\.pb\\.h$"},
    {"agreement/ knows no other service", "services", "^services/agreement/", "^(placement|progress|directory|access|notify|server)/",
     kNothing},
    {"placement/ knows no other service", "services", "^services/placement/", "^(agreement|progress|directory|access|notify|server)/",
     kNothing},
    {"progress/ knows no other service", "services", "^services/progress/",
     "^(agreement|placement|directory|access|notify|server)/", kNothing},
    {"evidence knows tasks and assessments by its ports", "services", "^services/progress/evidence/", "^progress/(task|assessment)/",
     kNothing},
    {"assessments know evidence and tasks by their ports", "services", "^services/progress/assessment/", "^progress/(task|evidence)/",
     kNothing},
    {"the matching engine knows nothing of the house", "services", "^services/placement/match/", "/",
     "^(placement/match|absl|lemon)/"},
    {"directory/ knows no other service", "services", "^services/directory/", "^(agreement|placement|progress|access|notify|server)/",
     kNothing},
    {"access/ knows no other service but the queue of mails", "services", "^services/access/",
     "^(agreement|placement|progress|directory|notify|server)/", "^notify/mail"},
    {"notify/ hears of the others by events only", "services", "^services/notify/",
     "^(agreement|placement|progress|directory|access|server)/", kNothing},
    {"calendar/ knows no other service", "services", "^services/calendar/",
     "^(agreement|placement|progress|directory|access|notify|server)/", kNothing},
    {"the adapter knows no service from inside", "lti-adapter", "^lti-adapter/",
     "^(agreement|placement|progress|directory|access|notify|server)/", kNothing},
    {"Boost.Beast stays in http/", "lti-adapter", "^lti-adapter/(?!http/)", "^boost/(beast|asio)", kNothing},
    {"the contract knows no implementation", "proto", ".", "^(shared|agreement|server)/", kNothing},
};

TEST(IncludeRuleTest, GivenEverySourceFile_WhenItsIncludesAreRead_ThenNoneCrossesTheTable) {
  for (const Rule& rule : kRules) {
    for (const Include& include : IncludesUnder(rule.folder)) {
      if (!Matches(include.file, rule.files) || !Matches(include.path, rule.forbidden)) continue;
      if (Matches(include.path, rule.allowed)) continue;
      // Tests beside the sources may join more than the code they test.
      if (Matches(include.file, "_test\\.cc$")) continue;
      ADD_FAILURE() << include.file << " includes " << include.path << ": " << rule.why;
    }
  }
}

TEST(IncludeRuleTest, GivenTheServices_WhenRead_ThenThereWasSomethingToCheck) {
  EXPECT_GT(IncludesUnder("services").size(), 300U);
}

}  // namespace
}  // namespace driehoek
