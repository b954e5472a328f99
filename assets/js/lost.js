// The page for what is not there: when the address names a language, that language comes first.
{
  const list = document.querySelector(".choices");
  const names = location.pathname.toLowerCase().split("/");
  const own = [...list.children].find((choice) => names.includes(choice.lang.toLowerCase()));
  if (own) {
    const title = document.querySelector("h1");
    list.prepend(own);
    document.title = title.textContent = own.dataset.lost;
    document.documentElement.lang = own.lang;
    document.documentElement.dir = own.dir;
  }
}
