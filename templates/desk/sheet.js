// 校核单: who looked is kept in this browser; printing.
const who = document.getElementById("who");
who.value = localStorage.getItem("desk-who") ?? "";
who.addEventListener("input", () => localStorage.setItem("desk-who", who.value));
document.getElementById("print").addEventListener("click", () => window.print());
