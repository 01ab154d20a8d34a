CREATE TABLE "desk_topics" (
	"key" text PRIMARY KEY NOT NULL,
	"names" jsonb NOT NULL,
	"form" jsonb NOT NULL,
	"position" integer NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"retired_at" timestamptz(3)
);

--> statement-breakpoint
INSERT INTO "desk_topics" ("key", "names", "form", "position", "created_at") VALUES
('account_access', '{"en": "Account access", "zh-CN": "账号登录", "zh-TW": "帳號登入"}', '[{"key": "account_id", "required": true}, {"key": "happened_at", "required": true}, {"key": "device", "required": false}, {"key": "steps", "required": false}]', 1, '2026-01-01T00:00:00Z'),
('verification', '{"en": "Identity verification", "zh-CN": "身份认证", "zh-TW": "身分驗證"}', '[{"key": "account_id", "required": true}, {"key": "happened_at", "required": false}, {"key": "device", "required": false}, {"key": "steps", "required": false}]', 2, '2026-01-01T00:00:00Z'),
('deposit_withdrawal', '{"en": "Deposits and withdrawals", "zh-CN": "充值与提现", "zh-TW": "入金與提領"}', '[{"key": "transaction_id", "required": true}, {"key": "network", "required": true}, {"key": "happened_at", "required": true}, {"key": "amount", "required": false}, {"key": "address", "required": false}, {"key": "account_id", "required": false}, {"key": "order_id", "required": false}]', 3, '2026-01-01T00:00:00Z'),
('trading', '{"en": "Trading", "zh-CN": "交易", "zh-TW": "交易"}', '[{"key": "order_id", "required": true}, {"key": "happened_at", "required": true}, {"key": "account_id", "required": false}, {"key": "amount", "required": false}, {"key": "steps", "required": false}]', 4, '2026-01-01T00:00:00Z'),
('api', '{"en": "API", "zh-CN": "API", "zh-TW": "API"}', '[{"key": "account_id", "required": true}, {"key": "endpoint", "required": true}, {"key": "happened_at", "required": true}, {"key": "steps", "required": false}]', 5, '2026-01-01T00:00:00Z'),
('security', '{"en": "Security", "zh-CN": "安全", "zh-TW": "安全"}', '[{"key": "account_id", "required": true}, {"key": "happened_at", "required": true}, {"key": "device", "required": false}, {"key": "address", "required": false}, {"key": "steps", "required": false}]', 6, '2026-01-01T00:00:00Z'),
('other', '{"en": "Other", "zh-CN": "其他", "zh-TW": "其他"}', '[{"key": "happened_at", "required": false}, {"key": "account_id", "required": false}, {"key": "device", "required": false}, {"key": "steps", "required": false}]', 7, '2026-01-01T00:00:00Z');
