#include "bench/support/browser.h"

#include <utility>

namespace driehoek::bench {
namespace {

std::size_t Append(char* data, std::size_t size, std::size_t count, void* body) {
  static_cast<std::string*>(body)->append(data, size * count);
  return size * count;
}

}  // namespace

Browser::Browser(std::string origin) : origin_(std::move(origin)), handle_(curl_easy_init()) {
  curl_easy_setopt(handle_, CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(handle_, CURLOPT_WRITEFUNCTION, &Append);
  curl_easy_setopt(handle_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle_, CURLOPT_TIMEOUT, 30L);
}

Browser::~Browser() { curl_easy_cleanup(handle_); }

Reply Browser::Post(const std::string& path, const std::string& form) {
  Reply reply;
  const std::string url = origin_ + path;
  curl_easy_setopt(handle_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE, static_cast<long>(form.size()));
  curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, form.c_str());
  curl_easy_setopt(handle_, CURLOPT_WRITEDATA, &reply.body);
  if (curl_easy_perform(handle_) != CURLE_OK) return reply;
  curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &reply.status);
  const char* location = nullptr;
  curl_easy_getinfo(handle_, CURLINFO_REDIRECT_URL, &location);
  if (location != nullptr) reply.location = location;
  return reply;
}

void Browser::ForgetCookies() { curl_easy_setopt(handle_, CURLOPT_COOKIELIST, "ALL"); }

}  // namespace driehoek::bench
