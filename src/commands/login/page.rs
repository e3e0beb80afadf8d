//! The pages that the browser ends at. They hold nothing of the login, load nothing from anywhere, and
//! leave no referrer.

use crate::listener::Reply;

/// Access was granted.
pub fn granted(chinese: bool) -> Reply {
    let words = if chinese {
        ("登录成功", "授权已完成。请返回终端，此页面可以关闭。")
    } else {
        ("You are logged in", "Access was granted. Return to the terminal; this page may be closed.")
    };
    page(200, chinese, "✓", "#1a7f37", words)
}

/// Access was denied.
pub fn denied(chinese: bool) -> Reply {
    let words = if chinese {
        ("登录未完成", "授权被拒绝。原因显示在终端中，此页面可以关闭。")
    } else {
        ("You are not logged in", "Access was denied. The terminal says why; this page may be closed.")
    };
    page(200, chinese, "✕", "#cf222e", words)
}

/// It is not the answer that is waited for.
pub fn foreign(chinese: bool) -> Reply {
    let words = if chinese {
        ("这不是所等待的回应", "此地址不属于正在进行的登录。请返回终端，从那里重新开始。")
    } else {
        (
            "This is not the answer that is waited for",
            "The address does not belong to the login that is under way. Begin again from the terminal.",
        )
    };
    page(400, chinese, "!", "#9a6700", words)
}

/// There is nothing here: an icon that browsers ask for, or somebody else.
pub fn nothing() -> Reply {
    Reply { status: 404, headers: headers("text/plain"), body: String::new() }
}

fn page(status: u16, chinese: bool, mark: &str, colour: &str, (title, words): (&str, &str)) -> Reply {
    let language = if chinese { "zh-CN" } else { "en" };
    let body = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} · gettoken</title>\n\
         <style>\n:root {{ color-scheme: light dark; }}\n\
         body {{ font: 1rem/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; margin: 0; }}\n\
         main {{ text-align: center; max-width: 26rem; padding: 2rem; }}\n\
         .mark {{ width: 4rem; height: 4rem; margin: 0 auto 1rem; border-radius: 50%; background: {colour}; color: #fff; \
         font-size: 2rem; line-height: 4rem; }}\nh1 {{ font-size: 1.4rem; margin: 0 0 .5rem; }}\np {{ margin: 0; opacity: .8; }}\n\
         </style>\n</head>\n<body>\n<main>\n<div class=\"mark\" aria-hidden=\"true\">{mark}</div>\n<h1>{title}</h1>\n<p>{words}</p>\n\
         </main>\n</body>\n</html>\n"
    );
    Reply { status, headers: headers("text/html; charset=utf-8"), body }
}

fn headers(media_type: &str) -> Vec<(String, String)> {
    let pairs = [
        ("Content-Type", media_type),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
