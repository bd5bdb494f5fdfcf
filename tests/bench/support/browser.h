// A browser as far as a launch needs one: keeps its connection and its cookies, follows nothing by
// itself.
#pragma once

#include <curl/curl.h>

#include <string>

namespace driehoek::bench {

struct Reply {
  long status = 0;
  std::string location;
  std::string body;
};

// Not thread-safe: one for each caller.
class Browser {
 public:
  // `origin` such as "http://127.0.0.1:8080".
  explicit Browser(std::string origin);
  ~Browser();
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  // Posts a form. Status 0 when there was no answer.
  Reply Post(const std::string& path, const std::string& form);
  // As if it were another person's browser, on the same connection.
  void ForgetCookies();

 private:
  const std::string origin_;
  CURL* handle_;
};

}  // namespace driehoek::bench
