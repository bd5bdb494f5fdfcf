// The practice LMS of deploy/demo as a process of its own: a platform that shares no code with us,
// with the habits of Moodle and faults on demand. It dies with us. What it cannot do for a test
// ends the program.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "json/json.h"
#include "platform/http_client.h"

namespace driehoek::lti::test {

class PracticeLms {
 public:
  // `folder` is there already; the platform keeps its state in it. The school has one course,
  // "stage", with the students "student-1" to "student-N" and the teacher "teacher-1".
  PracticeLms(std::string folder, int students);
  ~PracticeLms() { Kill(); }
  PracticeLms(const PracticeLms&) = delete;
  PracticeLms& operator=(const PracticeLms&) = delete;

  // Starts it, on the port it had before.
  void Start();
  // kill -9: from now on nobody listens.
  void Kill();

  // An active tool with these addresses; its client id.
  std::string AddTool(const std::string& public_url, const std::string& jwks_uri,
                      const std::string& scopes);
  // What the id_token of the tool says of the grade book of the course.
  std::string LineItemsUrl() const;
  int tool() const { return tool_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // Id of the activity in the course.
  std::string LinkId();

  void SetFaults(const std::string& json) { Post("/admin/faults", json); }
  void SetHabits(const std::string& json) { Post("/admin/habits", json); }
  JsonObject Post(const std::string& path, const std::string& json);
  JsonObject Get(const std::string& path);

  struct Column {
    int id = 0;
    std::string label;
    std::string resource_id;
    std::string tag;
    int link = 0;
  };
  std::vector<Column> Columns();
  struct Result {
    int column = 0;
    std::string user;
    double score = -1;
    std::string timestamp;
    std::string submitted;
  };
  // The grade book as it stands.
  std::vector<Result> Results();
  // Every score taken since the last start.
  std::vector<Result> Taken();

  // Goes through a launch of `user` as a browser does, up to the id_token; form of /lti/launch.
  // `adapter` is where the tool's public address really is.
  struct Browsed {
    std::string state;
    std::string id_token;
    std::string cookie;
  };
  Browsed Launch(const std::string& user, const std::string& adapter);

 private:
  const std::string folder_;
  std::unique_ptr<HttpClient> client_ = NewHttpClient({.allow_loopback = true});
  pid_t pid_ = 0;
  int port_ = 0;
  int tool_ = 0;
};

}  // namespace driehoek::lti::test
