#include "bench/bare_launch.h"

#include <map>
#include <vector>

namespace driehoek::bench {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return (c | 0x20) - 'a' + 10;
}

std::string Unescape(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out.push_back(static_cast<char>(HexDigit(text[i + 1]) << 4 | HexDigit(text[i + 2])));
      i += 2;
    } else {
      out.push_back(text[i] == '+' ? ' ' : text[i]);
    }
  }
  return out;
}

std::map<std::string, std::string> ReadForm(const std::string& form) {
  std::map<std::string, std::string> fields;
  for (std::size_t begin = 0; begin < form.size();) {
    std::size_t end = form.find('&', begin);
    if (end == std::string::npos) end = form.size();
    const std::size_t equals = form.find('=', begin);
    fields[Unescape(form.substr(begin, equals - begin))] =
        Unescape(form.substr(equals + 1, end - equals - 1));
    begin = end + 1;
  }
  return fields;
}

std::vector<unsigned char> FromBase64Url(std::string text) {
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  const std::size_t padding = (4 - text.size() % 4) % 4;
  text.append(padding, '=');
  std::vector<unsigned char> bytes(text.size() / 4 * 3);
  EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                  static_cast<int>(text.size()));
  for (std::size_t i = 0; i < padding && !bytes.empty(); ++i) bytes.pop_back();
  return bytes;
}

}  // namespace

bool BareLaunch(EVP_PKEY* key, const std::string& login_form, const std::string& launch_form) {
  if (ReadForm(login_form)["iss"].empty()) return false;
  const std::string token = ReadForm(launch_form)["id_token"];
  const std::size_t dot = token.rfind('.');
  if (dot == std::string::npos) return false;
  const std::vector<unsigned char> signature = FromBase64Url(token.substr(dot + 1));
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  const bool ok = EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, key) == 1 &&
                  EVP_DigestVerify(context, signature.data(), signature.size(),
                                   reinterpret_cast<const unsigned char*>(token.data()), dot) == 1;
  EVP_MD_CTX_free(context);
  return ok;
}

}  // namespace driehoek::bench
