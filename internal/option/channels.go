package option

import (
	"crypto/ecdh"
	"encoding/base64"
	"errors"
	"net/mail"
	"net/url"
	"strings"
)

// checkChannels checks the options of the channels that notices go through.
func (o *Options) checkChannels() error {
	if o.SMTPURL != "" {
		u := o.SMTP()
		if u == nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || strings.Trim(u.Path, "/") != "" {
			return errors.New("SMTP_URL: write smtp://USER:PASSWORD@HOST:PORT or smtps://…, what is special in the password as in a URL")
		}
		if o.MailFrom == "" {
			return errors.New("MAIL_FROM: write the sender of mails, network@HOST; SMTP_URL needs it")
		}
	}
	if o.MailFrom != "" && o.Sender() == nil {
		return errors.New("MAIL_FROM: write network@HOST or Name <network@HOST>")
	}
	if o.WebhookURL != "" {
		u := o.Webhook()
		if u == nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
			return errors.New("SMS_WEBHOOK_URL: write https://HOST/PATH")
		}
		if u.Scheme == "http" && o.WebhookPrivate != "on" {
			return errors.New("SMS_WEBHOOK_URL: write https://HOST/PATH; http is for private networks, with SMS_WEBHOOK_PRIVATE=on")
		}
	}
	if o.PushKey != "" {
		raw, err := base64.RawURLEncoding.DecodeString(o.PushKey)
		if err == nil {
			_, err = ecdh.P256().NewPrivateKey(raw)
		}
		if err != nil {
			return errors.New("PUSH_PRIVATE_KEY: write 32 bytes of P-256 as base64url, without = at the end")
		}
	}
	return nil
}

// SMTP is the mail server; nil for none.
func (o *Options) SMTP() *url.URL { return address(o.SMTPURL) }

// Webhook is the address that gets messages for phones; nil for none.
func (o *Options) Webhook() *url.URL { return address(o.WebhookURL) }

func address(text string) *url.URL {
	if text == "" {
		return nil
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil // it was checked, or is just being
	}
	return u
}

// Sender is who mails are from; nil for nobody.
func (o *Options) Sender() *mail.Address {
	a, err := mail.ParseAddress(o.MailFrom)
	if err != nil || strings.ContainsAny(o.MailFrom, "\r\n") {
		return nil
	}
	return a
}
